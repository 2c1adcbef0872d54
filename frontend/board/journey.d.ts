// Generated from workshops/workshop.schema.json by types.js: make frontend.

export type Statement = (string | {
text: string
evidence?: (string[] | string)
})
export type Role = ("respondent" | "time" | "rating" | "nps" | "choice" | "choices" | "chosen" | "text" | "personal" | "number" | "rank" | "segment" | "case" | "event" | "detail" | "empty")
export type Count = (number | string)
export type Note = (string | {
text: string
by?: string
heading?: string
})

export interface Workshop {
schema_version?: number
client: Client
author?: Author
scenario?: Scenario
map?: Upkeep
team?: Member[]
goals?: {
[k: string]: Goal
}
evidence?: {
[k: string]: Source
}
channels?: {
[k: string]: OwnChannel
}
personas?: {
[k: string]: Persona
}
stages?: {
[k: string]: Stage
}
touchpoints?: {
[k: string]: Touchpoint
}
emotions?: Emotion[]
pain_points?: {
[k: string]: PainPoint
}
improvements?: {
[k: string]: Improvement
}
notes?: Note[]
silenced?: Silence[]
}
export interface Client {
name: string
language: ("fr" | "en")
country?: string
time_zone?: string
sector?: string
logo?: string
colour?: string
invented?: boolean
}
export interface Author {
name?: string
contact?: string
logo?: string
colour?: string
}
export interface Scenario {
title?: string
situation?: string
goal?: Statement
expectations?: (Statement[] | Statement)
starts?: string
ends?: string
state?: ("current" | "future")
based_on?: ("assumptions" | "research")
}
export interface Upkeep {
owner?: string
created?: string
review_every_months?: number
last_review?: string
product_changes?: Change[]
}
export interface Change {
date: string
what: string
kind?: ("product" | "touchpoint" | "market" | "behaviour" | "technology" | "competitor")
}
export interface Member {
name: string
department?: string
role?: string
}
export interface Goal {
name: string
measure?: string
}
export interface Source {
name: string
kind: ("survey" | "interviews" | "mystery-visit" | "staff-report" | "social-listening" | "user-test" | "market-study" | "web-analytics" | "crm")
file?: string
database?: string
table?: string
collected?: string
start?: string
end?: string
n?: number
invited?: number
bias?: string
options?: Options
personas?: {
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z0-9]+(?:[-_][a-z0-9]+)*$".
 */
[k: string]: {
[k: string]: string[] | string
}
}
steps?: {
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z0-9]+(?:[-_][a-z0-9]+)*$".
 */
[k: string]: string[] | string
}
by?: string
measures?: Measure[]
}
export interface Options {
format?: string
sheet?: string
header?: number
encoding?: string
delimiter?: string
decimal?: ("," | ".")
dates?: ("dmy" | "mdy" | "ymd")
time_zone?: string
scales?: {
[k: string]: string
}
no_answer?: {
[k: string]: string[] | string
}
roles?: {
[k: string]: Role
}
}
export interface Measure {
at: string
figure: ("emotion" | "nps" | "csat" | "ces" | "mean" | "share" | "count" | "sum" | "opportunity" | "drop-off" | "verbatims")
column?: (string[] | string)
answers?: (string[] | string)
words?: (string[] | string)
base?: ("ticked" | "rows")
where?: {
[k: string]: string[] | string
}
persona?: string
by?: string
every?: ("month" | "quarter" | "year")
start?: string
end?: string
label?: string
unit?: string
}
export interface OwnChannel {
name: string
online?: boolean
controlled?: boolean
}
export interface Persona {
name: string
kind?: ("typical" | "aimed-at")
initials?: string
picture?: string
quotation?: Statement
general?: General
demographics?: Demographics
personality?: Personality
goals?: Goals
problems?: Problems
wishes?: Wishes
relation?: Relation
empathy?: Empathy
}
export interface General {
occupation?: Statement
place?: Statement
household?: Statement
}
export interface Demographics {
gender?: Statement
age?: Statement
income?: Statement
area?: Statement
}
export interface Personality {
character?: (Statement[] | Statement)
information?: (Statement[] | Statement)
}
export interface Goals {
short_term?: (Statement[] | Statement)
long_term?: (Statement[] | Statement)
}
export interface Problems {
product?: (Statement[] | Statement)
life?: (Statement[] | Statement)
}
export interface Wishes {
improve?: (Statement[] | Statement)
solutions?: (Statement[] | Statement)
}
export interface Relation {
how?: (Statement[] | Statement)
why?: (Statement[] | Statement)
alternatives?: (Statement[] | Statement)
likes?: (Statement[] | Statement)
}
export interface Empathy {
motivations?: (Statement[] | Statement)
needs?: (Statement[] | Statement)
frustrations?: (Statement[] | Statement)
}
export interface Stage {
name: string
phase?: (("awareness" | "consideration" | "decision" | "research" | "purchase" | "after-sales" | "loyalty" | "acquisition" | "retention" | "advocacy" | "end-of-use") | string)
objective?: Statement
owner?: string
experience?: {
[k: string]: Experience
}
kpis?: {
[k: string]: Kpi
}
skipped?: (boolean | Count)
repeated?: (boolean | Count)
abandoned?: (boolean | Count)
}
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z0-9]+(?:[-_][a-z0-9]+)*$".
 */
export interface Experience {
goal?: Statement
actions?: (Statement[] | Statement)
thoughts?: (Statement[] | Statement)
}
export interface Kpi {
name: string
unit?: string
better?: ("higher" | "lower")
target?: number
values?: {
[k: string]: number
}
evidence?: (string[] | string)
}
export interface Touchpoint {
stage: string
channel?: (("shop" | "window" | "call-centre" | "website" | "search-engine" | "mobile-app" | "email" | "newsletter" | "chat" | "social-networks" | "online-ads" | "radio" | "print" | "events" | "delivery" | "invoice" | "packaging" | "repair" | "word-of-mouth" | "reviews" | "comparison-sites" | "blogs-forums" | "posters" | "webinars" | "help-desk" | "sales-calls" | "direct-mail" | "returns" | "payment-terminal" | "installation" | "refund" | "loyalty-programme" | "account") | string)
controlled?: boolean
name?: string
importance?: number
nature?: ("positive" | "irritant")
personas?: (string[] | string)
employee?: EmployeeSide
kpis?: {
[k: string]: Kpi
}
repeats_information?: boolean
promise?: Statement
tone?: (("warm" | "factual" | "expert" | "playful" | "formal") | string)
contradicts?: (string[] | string)
accessible?: ("full" | "partial" | "none")
on_phone?: ("full" | "partial" | "none")
skipped?: (boolean | Count)
repeated?: (boolean | Count)
abandoned?: (boolean | Count)
changed?: string
}
export interface EmployeeSide {
team?: string
does?: Statement
sentiment?: number
scores?: (number[] | number | string)
n?: number
irritant?: Statement
initiative?: Statement
mistakes?: Statement
evidence?: (string[] | string)
}
export interface Emotion {
persona: string
at: string
score?: number
scores?: (number[] | number | string)
n?: number
word?: (("happy" | "impressed" | "confident" | "satisfied" | "valued" | "understood" | "respected" | "curious" | "relieved" | "calm" | "unsure" | "bored" | "confused" | "annoyed" | "disappointed" | "anxious" | "frustrated" | "angry") | string)
thought?: Statement
moment_of_truth?: boolean
evidence?: (string[] | string)
}
export interface PainPoint {
at: string
group?: ("financial" | "productivity" | "process" | "support" | "offer")
what: Statement
where?: string
who?: string
personas?: (string[] | string)
mentions?: Count
impact?: number
persistence?: number
causes?: (Statement[] | Statement)
verbatims?: (Statement[] | Statement)
evidence?: (string[] | string)
votes?: number
rank?: number
rank_reason?: string
}
export interface Improvement {
solution: Statement
opportunity?: Statement
kind?: ("quick-change" | "repair" | "build" | "rebuild" | "personalisation")
removes?: (string[] | string)
strengthens?: (string[] | string)
relieves?: (string[] | string)
knows?: Statement
consent?: string
impact?: number
effort?: number
reach?: number
confidence?: ((100 | 80 | 50) | string)
effort_months?: number
cost?: string
goal?: string
stage?: string
kpi?: string
expected_change?: string
effects?: Effect[]
decided_by?: string
owner?: string
due?: string
status?: ("proposed" | "planned" | "under-way" | "done" | "dropped")
done?: string
votes?: number
rank?: number
rank_reason?: string
}
export interface Effect {
at: string
change: number
persona?: string
whose?: ("customers" | "employees")
}
export interface Silence {
rule: string
reason: string
at?: string
}
