# The command for batches: docker build -t parcours-kit . ; docker run --rm -v "$PWD:/work" parcours-kit report workshops
# Chromium, which prints PDF files, is left out: --build-arg BROWSER=chromium adds it.

FROM python:3.12-slim AS build
WORKDIR /build
COPY . .
RUN python -m venv /srv/parcours \
    && /srv/parcours/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.12-slim
ARG BROWSER=""
# Versions of Debian's packages follow the image's release.
# hadolint ignore=DL3008
RUN if [ -n "$BROWSER" ]; then \
      apt-get update && apt-get install -y --no-install-recommends "$BROWSER" && rm -rf /var/lib/apt/lists/*; \
    fi \
    && useradd --create-home --uid 1000 parcours
COPY --from=build /srv/parcours /srv/parcours
ENV PATH="/srv/parcours/bin:$PATH" \
    PYTHONUNBUFFERED=1
USER 1000
WORKDIR /work
ENTRYPOINT ["parcours"]
CMD ["--help"]
