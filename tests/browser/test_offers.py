"""A phase offers its objective and its usual indicators, taken with one click (M2.7)."""

import pytest

pytestmark = pytest.mark.browser


def test_one_click_takes_what_the_phase_offers(room):
    board = room(step=2)
    page, before = board.page, board.session.journey
    stage = before.stages[0]
    page.locator(f'[data-open="{stage.id}"]').click()
    phase = page.locator(f'[data-field="stages.{stage.id}.phase"]')
    phase.fill("Awareness")
    phase.press("Enter")
    assert (
        "Usual indicators: Advertising impressions" in page.locator("[data-meaning]").inner_text()
    )
    page.locator('[data-offer="Impressions publicitaires"]').click()
    after = board.saved().stages[0]
    assert after.phase == "awareness"
    assert "Impressions publicitaires" in [kpi.name for kpi in after.kpis]
    assert page.locator('[data-offer="Impressions publicitaires"]').count() == 0


def test_a_channel_s_usual_control_is_shown_as_a_default(room):
    board = room(step=3)
    page, before = board.page, board.session.journey
    point = next(t for t in before.touchpoints if before.controlled(t) and not t.personas)
    page.locator(f'[data-card="{point.id}"] [data-open]').first.click()
    box = page.locator(f'[data-field="touchpoints.{point.id}.controlled"]')
    assert box.is_checked()
    assert "as this channel usually is" in page.locator("label", has=box).inner_text()
    box.uncheck()
    assert board.saved()[point.id].controlled is False
    assert "as this channel usually is" not in page.locator("label", has=box).inner_text()
