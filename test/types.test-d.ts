import {
  type AhtResult,
  type AttributionPath,
  a11Drivers,
  absorption,
  aht,
  ahtMetric,
  assignStages,
  attribute,
  beforeDuringAfter,
  buildJourneys,
  ces,
  closedLoop,
  combine,
  composeStages,
  containment,
  csat,
  csatMetric,
  customerExperienceMaturity,
  defineStages,
  drivers,
  driversInterval,
  emotionCurve,
  emotionCurveMetric,
  type FcrRepeatOptions,
  type FcrRepliesOptions,
  type FcrResult,
  type FunnelResult,
  fcr,
  fcrMetric,
  firstResponse,
  funnel,
  funnelBy,
  funnelMetric,
  funnelReach,
  funnelTimes,
  importancePerformance,
  type Journey,
  type JourneyEvent,
  journeyDeviations,
  journeyLoops,
  journeyVariants,
  kano,
  latestPer,
  type MaturityResult,
  type Metric,
  type ModelStage,
  maturity,
  mean,
  meanMetric,
  measure,
  measureBy,
  measureByPeriod,
  momentsOfTruth,
  momentsThatMatter,
  type NpsResult,
  nps,
  npsFromCounts,
  npsMetric,
  on,
  type PeriodResult,
  painPoints,
  penaltyReward,
  periodOf,
  planDeviations,
  type Quadrant,
  type RatingsTally,
  type ResolutionCase,
  ratings,
  repurchaseByBand,
  resolution,
  rolling,
  roundScore,
  type Scale,
  type ShareResult,
  type StageModel,
  serviceLevel,
  servqual,
  share,
  stageConformance,
  stageConformanceMetric,
  stageReach,
  stageReachMetric,
  stageVisits,
  tally,
  timeInStage,
  timeToNext,
  touchpointCoverage,
  touchpointCoverageMetric,
  transitionMatrix,
  transitions,
  transitionsMetric,
  zonedInstant,
} from "cx-metrics";
import { expectTypeOf } from "vitest";

interface Row {
  readonly country: string | null;
  readonly recommend: number | null;
  readonly seconds: number;
  readonly weight: number;
}

declare const rows: readonly Row[];

// Answers alone, or rows with a value.
expectTypeOf(nps([10, null, undefined])).toEqualTypeOf<NpsResult>();
expectTypeOf(nps(new Uint8Array(3))).toEqualTypeOf<NpsResult>();
expectTypeOf(nps(new Set([9]))).toEqualTypeOf<NpsResult>();
expectTypeOf(nps(rows, { value: (row) => row.recommend })).toEqualTypeOf<NpsResult>();
// @ts-expect-error rows need a value
nps(rows);
// @ts-expect-error rows need a value, whatever else is given
nps(rows, { weight: (row: Row) => row.weight });
// @ts-expect-error rows need a value
csat(rows, {});
// @ts-expect-error rows need a value
ces(rows);
// @ts-expect-error rows need a value
mean(rows);
// @ts-expect-error rows need a value
share(rows);
// @ts-expect-error rows need a value
ratings(rows, { scale: [0, 10] });
// @ts-expect-error rows need a value
measure(npsMetric(), rows);
// @ts-expect-error rows need a value
tally(npsMetric(), rows);
// @ts-expect-error rows need a value
measureBy(npsMetric(), rows, (row) => row.country);
// @ts-expect-error text is no answer
nps(["9"]);
// @ts-expect-error a text is no answer of a row
nps(rows, { value: (row) => row.country });
// @ts-expect-error a scale is required
ratings([5], {});
// @ts-expect-error a scale has two ends
ratings([5], { scale: [1, 3, 5] });
// @ts-expect-error "yes" is no outcome
share(["yes"]);
// @ts-expect-error there is no such option
nps([9], { promoterFrom: 9 });

// Accessors know their item and its index.
nps(rows, {
  value: (row, index) => {
    expectTypeOf(row).toEqualTypeOf<Row>();
    expectTypeOf(index).toEqualTypeOf<number>();
    return row.recommend;
  },
  weight: (row, index) => {
    expectTypeOf(row).toEqualTypeOf<Row>();
    expectTypeOf(index).toEqualTypeOf<number>();
    return row.weight;
  },
});
nps([9, null], {
  weight: (answer) => {
    expectTypeOf(answer).toEqualTypeOf<number | null | undefined>();
    return 1;
  },
});
// @ts-expect-error a weight is a number
nps(rows, { value: (row) => row.recommend, weight: (row) => row.country });
// @ts-expect-error a weight that may be missing is none
nps(rows, { value: (row) => row.recommend, weight: (row) => row.recommend });

// What an empty sample does not have may be null.
expectTypeOf<NpsResult["score"]>().toEqualTypeOf<number | null>();
expectTypeOf(csat([]).score).toEqualTypeOf<number | null>();
expectTypeOf(ces([]).rescaledMean).toEqualTypeOf<number | null>();
expectTypeOf(mean([]).mean).toEqualTypeOf<number | null>();
expectTypeOf(mean([]).variance).toEqualTypeOf<number | null>();
expectTypeOf(share([]).rate).toEqualTypeOf<number | null>();
expectTypeOf(ratings([], { scale: [1, 5] }).shares).toEqualTypeOf<readonly number[] | null>();
expectTypeOf<NpsResult["count"]>().toEqualTypeOf<number>();
// A field that is not there is left out, never undefined.
expectTypeOf<NpsResult["weight"]>().toEqualTypeOf<number | undefined>();
// @ts-expect-error weight is left out where there is none
({ weight: undefined }) satisfies Pick<NpsResult, "weight">;

// Results are read, not written.
const result = nps([10]);
// @ts-expect-error results are readonly
result.score = 0;
// @ts-expect-error definitions are readonly
result.definition.promotersFrom = 8;
// @ts-expect-error scales are readonly
result.definition.scale[0] = 1;
const counted = ratings([5], { scale: [1, 5] });
// @ts-expect-error counts are readonly
counted.counts.push(1);
expectTypeOf(result.definition.scale).toEqualTypeOf<Scale>();
expectTypeOf(result.definition.metric).toEqualTypeOf<"nps">();

// Metrics: the tally of one scale is the tally of all its metrics.
expectTypeOf(npsMetric()).toEqualTypeOf<Metric<number | null | undefined, RatingsTally, NpsResult>>();
expectTypeOf(tally(npsMetric(), [9])).toEqualTypeOf<RatingsTally>();
expectTypeOf(csatMetric().empty()).toEqualTypeOf<RatingsTally>();
// @ts-expect-error the tally of a mean is no tally of ratings
npsMetric().read(tally(meanMetric(), [1]));

// Groups have the type of their key.
expectTypeOf(measureBy(npsMetric(), rows, (row) => row.country, { value: (row) => row.recommend })).toEqualTypeOf<
  Map<string | null, NpsResult>
>();
expectTypeOf(measureBy(meanMetric(), [1, 2], (n) => (n ?? 0) > 1).get(true)?.mean).toEqualTypeOf<
  number | null | undefined
>();

// Combined results go by name, and take what all their parts take.
const both = combine({
  nps: on(npsMetric(), (row: Pick<Row, "recommend">) => row.recommend),
  seconds: on(meanMetric(), (row: Pick<Row, "seconds">) => row.seconds),
});
expectTypeOf(measure(both, rows).nps).toEqualTypeOf<NpsResult>();
expectTypeOf(measure(both, rows).seconds.mean).toEqualTypeOf<number | null>();
expectTypeOf<keyof ReturnType<typeof both.read>>().toEqualTypeOf<"nps" | "seconds">();
// @ts-expect-error one part finds nothing to count
measure(both, [{ recommend: 9 }]);
// @ts-expect-error there is no such part
measure(both, rows).csat;
// @ts-expect-error results are readonly
measure(both, rows).nps = result;

// latestPer gives back the items.
expectTypeOf(latestPer(rows, { key: (row) => row.country, at: (row) => row.seconds, asOf: 1 })).toEqualTypeOf<Row[]>();
// @ts-expect-error asOf is required
latestPer(rows, { key: (row) => row.country, at: (row) => row.seconds });

// Doors.
expectTypeOf(npsFromCounts({ promoters: 1n, passives: 1, detractors: 0 })).toEqualTypeOf<NpsResult>();
// @ts-expect-error a text is no count
npsFromCounts({ promoters: "1", passives: 1, detractors: 0 });
expectTypeOf(roundScore(1.5)).toEqualTypeOf<number>();
expectTypeOf(roundScore(nps([]).score)).toEqualTypeOf<number | null>();
expectTypeOf(share([true])).toEqualTypeOf<ShareResult>();

// What decides a first-contact resolution is named, with what it needs.
declare const contacts: readonly { readonly who: string; readonly at: number; readonly solved: boolean }[];
const whoAndWhen = { customer: (c: (typeof contacts)[number]) => c.who, at: (c: (typeof contacts)[number]) => c.at };
expectTypeOf(fcr(contacts, { by: "repeat", within: 7, asOf: 9, ...whoAndWhen })).toEqualTypeOf<FcrResult>();
expectTypeOf(fcr(contacts, { by: "flag", value: (c) => c.solved })).toEqualTypeOf<FcrResult>();
// One list of overloads for all rules would let the compiler tell of the last rule only: that "repeat" is not "replies".
declare const anyRule: FcrRepeatOptions<(typeof contacts)[number]> | FcrRepliesOptions<(typeof contacts)[number]>;
expectTypeOf(fcr(contacts, anyRule)).toEqualTypeOf<FcrResult>();
// @ts-expect-error what decides is not named
fcr([true, false]);
// @ts-expect-error rows need a value
fcr(contacts, { by: "survey" });
// @ts-expect-error what may be pending needs asOf
fcr(contacts, { by: "repeat", within: 7, ...whoAndWhen });
// @ts-expect-error how many replies make one touch is not named
fcrMetric({ by: "replies" });
// @ts-expect-error a flag has no horizon
fcrMetric({ by: "flag", within: 7 });

// The parts of a handle time are known by name.
expectTypeOf(aht([{ talk: 5 }])).toEqualTypeOf<AhtResult>();
expectTypeOf(aht([{ dial: 5 }], { components: ["dial"] })).toEqualTypeOf<AhtResult<"dial">>();
// @ts-expect-error a part that is none
aht([{ talking: 5 }]);
// @ts-expect-error a part that is not among the components
aht([{ talk: 5, hold: 3 }], { components: ["talk"] });
// @ts-expect-error a handle that is none
ahtMetric({ per: "call" });

// @ts-expect-error a service level needs a threshold
serviceLevel([{ outcome: "answered", wait: 5 }], {});
// @ts-expect-error an outcome that is none
serviceLevel([{ outcome: "lost", wait: 5 }], { within: 20 });
// A metric by period reads its moments from the items, and its observations as everywhere.
const monthly = { at: (row: { at: number }) => row.at, every: "month", timeZone: "UTC" } as const;
declare const moments: readonly { readonly at: number; readonly recommend: number | null }[];
expectTypeOf(measureByPeriod(npsMetric(), moments, { ...monthly, value: (row) => row.recommend })).toEqualTypeOf<
  PeriodResult<NpsResult>[]
>();
rolling(npsMetric(), moments, { ...monthly, periods: 3, value: (row) => row.recommend });
// @ts-expect-error rows need a value
measureByPeriod(npsMetric(), moments, monthly);
// @ts-expect-error a window has periods or a duration
rolling(npsMetric(), moments, { ...monthly, value: (row) => row.recommend });
// @ts-expect-error not both
rolling(npsMetric(), moments, { ...monthly, periods: 3, duration: 1, value: (row) => row.recommend });
// @ts-expect-error no such unit
measureByPeriod(npsMetric(), moments, { ...monthly, every: "months", value: (row) => row.recommend });
// @ts-expect-error a zone is named, the process has none
periodOf(0, { every: "day" });
// @ts-expect-error no such choice
zonedInstant("2015-03-08 02:30", "UTC", { gap: "compatible" });
// A funnel of stages knows the stages of its journeys; one of activities takes any.
interface Visit extends JourneyEvent<"before" | "during" | "after"> {
  readonly shop: string;
}
declare const visits: readonly Journey<Visit>[];
expectTypeOf(funnel(visits, { of: "stage", steps: ["before", ["during", "after"]] })).toEqualTypeOf<FunnelResult>();
funnel(visits, { steps: ["cart", (event) => event.shop === "north"], holdConstant: (event) => event.shop });
funnelMetric<Visit>({ of: "stage", steps: [{ name: "there", when: "during" }] });
expectTypeOf(measureBy(funnelMetric<Visit>({ steps: ["cart"] }), visits, (visit) => visit.customer)).toEqualTypeOf<
  Map<string, FunnelResult>
>();
expectTypeOf(funnelBy(visits, { steps: ["cart"] }, { by: (event) => event.shop })).toEqualTypeOf<
  Map<string | undefined, FunnelResult>
>();
// @ts-expect-error there is no such stage
funnel(visits, { of: "stage", steps: ["before", "dering"] });
// @ts-expect-error there is no such stage in a set
funnel(visits, { of: "stage", steps: ["before", ["during", "afterwards"]] });
// @ts-expect-error there is no such stage under a name of its own
funnelMetric<Visit>({ of: "stage", steps: [{ name: "there", when: "dering" }] });
// @ts-expect-error there is no such stage to exclude
funnelReach(visits[0]!, { of: "stage", steps: ["before", "after"], exclusions: [{ when: "dering" }] });
// @ts-expect-error there is no such field of an event
funnelTimes(visits, { steps: ["cart"], holdConstant: (event) => event.floor });
// @ts-expect-error there is no such order
funnel(visits, { steps: ["cart"], order: "loose" });

// What happens to a ticket, and where a loop is closed, has names.
firstResponse({ createdAt: 0, events: [{ at: 1, kind: "message", by: "agent" }] }, { asOf: 2, from: "handOff" });
// @ts-expect-error [ts2322] a status change says to which status
firstResponse({ createdAt: 0, events: [{ at: 1, kind: "status", by: "agent" }] }, { asOf: 2 });
// @ts-expect-error [ts2322] there is no such actor
firstResponse({ createdAt: 0, events: [{ at: 1, kind: "message", by: "robot" }] }, { asOf: 2 });
// @ts-expect-error [ts2345] as of when it is seen must be said
firstResponse({ createdAt: 0, events: [] }, {});
// @ts-expect-error [ts2820] there is no such stage
closedLoop([], { asOf: 2, closedWith: "tolt" });
// @ts-expect-error [ts2353] a stage has its own moment
closedLoop([{ receivedAt: 0, tolldAt: 1 }], { asOf: 2 });
expectTypeOf(resolution({ createdAt: 0, events: [] }, { asOf: 2 })).toEqualTypeOf<ResolutionCase | null>();
// The names of states go from the events into every result.
interface AirportVisit extends JourneyEvent<"before" | "during" | "after"> {
  readonly station: "gate" | "lounge";
}
declare const airportVisits: readonly Journey<AirportVisit>[];
const byStage = transitions(airportVisits);
expectTypeOf(byStage.states).toEqualTypeOf<readonly ("before" | "during" | "after")[]>();
expectTypeOf(transitions(airportVisits, { of: (event) => event.station }).states).toEqualTypeOf<
  readonly ("gate" | "lounge")[]
>();
expectTypeOf(transitions(airportVisits, { of: "channel" }).states).toEqualTypeOf<readonly string[]>();
expectTypeOf(journeyVariants(airportVisits).variants[0]!.sequence).toEqualTypeOf<
  readonly ("before" | "during" | "after")[]
>();
journeyLoops(airportVisits, { of: (event) => event.station });
transitionsMetric({ of: (event: AirportVisit) => event.station, rule: "station" });
absorption(byStage, { absorbing: ["after"] });
// @ts-expect-error no such stage
absorption(byStage, { absorbing: ["afterwards"] });
// @ts-expect-error no such stage
transitionMatrix(byStage, { states: ["before", "during", "aftr"] });
// @ts-expect-error no such field
transitions(airportVisits, { of: "chanel" });
declare const touched: readonly AttributionPath<"ad" | "direct">[];
attribute(touched, { rule: "last-non", except: "direct" });
// @ts-expect-error no such channel
attribute(touched, { rule: "last-non", except: "driect" });
// @ts-expect-error a rule is required
attribute(touched, {});
// @ts-expect-error a half-life is required
attribute(touched, { rule: "time-decay" });
// A bootstrap needs its seed, a contrast its thresholds, and a feature one of five answers.
const driving = { drivers: { seconds: (row: Row) => row.seconds }, outcome: (row: Row) => row.recommend };
// @ts-expect-error the seed is required
driversInterval(rows, driving);
// @ts-expect-error there is no such method
drivers(rows, { ...driving, method: "pratt" });
// @ts-expect-error highFrom is required
penaltyReward(rows, { ...driving, lowTo: 2 });
// @ts-expect-error there is no such answer
kano([{ functional: "love", dysfunctional: "like" }]);
expectTypeOf(importancePerformance(drivers(rows, driving).drivers).items[0]?.quadrant).toEqualTypeOf<
  Quadrant | null | undefined
>();

// Stages keep their names from the model to the result, and a misspelt one does not compile.
const shop = defineStages({
  id: "shop",
  stages: ["look", "buy", "use"],
  transitions: [
    ["look", "buy"],
    ["buy", "use"],
    ["use", "look"],
  ],
  entry: ["look"],
  terminal: [],
});
expectTypeOf(shop).toEqualTypeOf<StageModel<"look" | "buy" | "use">>();
expectTypeOf<ModelStage<typeof shop>>().toEqualTypeOf<"look" | "buy" | "use">();
expectTypeOf(defineStages({ ...beforeDuringAfter, stations: { during: ["tour"] } })).toEqualTypeOf<
  StageModel<"before" | "during" | "after">
>();
const sound = { id: "shop", stages: ["look", "buy"], transitions: "any", entry: ["look"], terminal: [] } as const;
// @ts-expect-error "loook" is no stage
defineStages({ ...sound, entry: ["loook"] });
// @ts-expect-error "by" is no stage
defineStages({ ...sound, terminal: ["by"] });
// @ts-expect-error "by" is no stage
defineStages({ ...sound, transitions: [["look", "by"]] });
// @ts-expect-error there is no such rule
defineStages({ ...sound, transitions: "backward" });
// @ts-expect-error "by" is no stage
defineStages({ ...sound, stations: { by: ["till"] } });
// @ts-expect-error every stage needs a label
defineStages({ ...sound, labels: { look: "Look" } });

declare const happened: readonly (JourneyEvent & { readonly score: number })[];
const staged = assignStages(happened, { model: shop, rules: { search: "look", pay: "buy" } });
expectTypeOf(staged.assigned[0]!.stage).toEqualTypeOf<"look" | "buy" | "use">();
expectTypeOf(staged.assigned[0]!.score).toEqualTypeOf<number>();
// @ts-expect-error "by" is no stage of the model
assignStages(happened, { model: shop, rules: { pay: "by" } });
// @ts-expect-error "by" is no stage of the model
assignStages(happened, { model: shop, rules: () => "by" as const });

const walks = buildJourneys(staged.assigned, { asOf: 0, model: shop }).journeys;
expectTypeOf(walks[0]!.events[0]!.score).toEqualTypeOf<number>();
expectTypeOf(stageVisits(walks[0]!)[0]!.stage).toEqualTypeOf<"look" | "buy" | "use">();
expectTypeOf(timeInStage(walks).stages[0]!.stage).toEqualTypeOf<"look" | "buy" | "use">();
expectTypeOf(timeToNext(walks, { from: "look", to: ["buy", "use"] }).passages[0]!.to).toEqualTypeOf<
  "look" | "buy" | "use" | null
>();
// @ts-expect-error "by" is no stage of these journeys
timeToNext(walks, { from: "look", to: "by" });
// @ts-expect-error "by" is no stage of these journeys
funnel(walks, { of: "stage", steps: ["look", "by"] });
// @ts-expect-error "by" is no stage of these journeys
funnelBy(walks, { of: "stage", steps: ["look", "by"] }, { by: (event) => event.channel });
expectTypeOf(transitions(walks).states).toEqualTypeOf<readonly ("look" | "buy" | "use")[]>();
// @ts-expect-error "by" is no stage of these journeys
absorption(transitions(walks), { absorbing: ["by"] });
// @ts-expect-error "by" is no stage of these journeys
stageVisits(walks[0]!).filter(({ stage }) => stage === "by");
// @ts-expect-error "by" is no stage of the model
stageReach(walks, { model: shop }).stages.find(({ stage }) => stage === "by");
// @ts-expect-error asOf is required
buildJourneys(happened, {});

composeStages({
  fine: momentsOfTruth,
  coarse: beforeDuringAfter,
  stageOf: { stimulus: "before", zmot: "before", fmot: "during", smot: "after" },
});
// @ts-expect-error every fine stage needs a coarse one
composeStages({ fine: momentsOfTruth, coarse: beforeDuringAfter, stageOf: { stimulus: "before" } });
composeStages({
  fine: momentsOfTruth,
  coarse: beforeDuringAfter,
  // @ts-expect-error "later" is no coarse stage
  stageOf: { stimulus: "before", zmot: "before", fmot: "during", smot: "later" },
});

a11Drivers([{ trust: 4 }], { drivers: ["trust"] });
// @ts-expect-error [ts2322] no driver
a11Drivers([{ trust: 4 }], { drivers: ["speed"] });

const dimensions = servqual([[{ expected: 5, perceived: 4 }]], { items: ["care"], weights: { care: 1 } }).dimensions;
expectTypeOf(dimensions[0]!.dimension).toEqualTypeOf<"care">();
// @ts-expect-error [ts2561] no dimension of these items
servqual([], { items: ["care"], weights: { cares: 1 } });

const grown = maturity([{ level: "first", criteria: ["asks"] }], { asks: true });
expectTypeOf(grown).toEqualTypeOf<MaturityResult<"first", "asks">>();
expectTypeOf(grown.level).toEqualTypeOf<"first" | "none" | null>();
// @ts-expect-error [ts2561] no criterion of this model
maturity(customerExperienceMaturity, { customersAreAskd: true });

const ofBand = { bands: ["low", "high"], scored: () => 0, within: 1, asOf: 9 } as const;
expectTypeOf(
  repurchaseByBand([1], { ...ofBand, band: () => "high", repurchased: () => null }).bands[0]!.band,
).toEqualTypeOf<"low" | "high">();
// @ts-expect-error [ts2322] a misspelt band
repurchaseByBand([1], { ...ofBand, band: () => "hihg", repurchased: () => null });
const felt = emotionCurve(walks, { model: shop, score: (event) => event.score, neutral: 3 });
expectTypeOf(felt.stages[0]!.stage).toEqualTypeOf<"look" | "buy" | "use">();
// @ts-expect-error "by" is no stage of the model
emotionCurve(walks, { model: shop, score: (event) => event.score, neutral: 3, stage: () => "by" as const });
// @ts-expect-error neutral is required
emotionCurve(walks, { model: shop, score: (event) => event.score });
// @ts-expect-error asOf is required
containment(walks, { within: 1 });

// Where the type of the events tells their stages, a model must know them all; where it tells none, any model will do.
type ShopStage = ModelStage<typeof shop>;
const slip = defineStages({ ...sound, id: "slip", stages: ["look", "byu", "use"] });
declare const anyStage: readonly JourneyEvent<string>[];
declare const someStages: readonly JourneyEvent<"look" | "buy">[];
const [anyWalks, fewWalks] = [
  buildJourneys(anyStage, { asOf: 0 }).journeys,
  buildJourneys(someStages, { asOf: 0 }).journeys,
];
const judged = { score: () => 4, neutral: 3 };
// @ts-expect-error "byu" is no stage of the model
({ activity: "pay", at: 0, stage: "byu" }) satisfies JourneyEvent<ShopStage>;
// @ts-expect-error "byu" is no stage of the model
assignStages(happened, { model: shop, rules: new Map([["pay", "byu"]]) });
// @ts-expect-error "byu" is no stage of the model
assignStages(happened, { model: shop, rules: new Map([["pay", "byu"]] as const) });
assignStages(happened, { model: shop, rules: new Map([["pay", "buy"]] as const) });
buildJourneys(anyStage, { asOf: 0, model: shop });
buildJourneys(someStages, { asOf: 0, model: shop });
buildJourneys([{ customer: "ana", activity: "pay", at: 0 }], { asOf: 0, model: shop });
// @ts-expect-error the model does not know "buy"
buildJourneys(staged.assigned, { asOf: 0, model: slip });
// @ts-expect-error the model does not know "use"
buildJourneys(staged.assigned, { asOf: 0, model: defineStages(sound) });
const [dated] = [[{ customer: "ana", activity: "pay", at: new Date(0), stage: "buy" as const, page: "/" }]];
const datedWalks = buildJourneys(dated, {
  asOf: 0,
  model: shop,
  startOn: (event) => event.at > 0 && event.page === "/",
});
expectTypeOf(datedWalks.journeys[0]!.events[0]!.at).toEqualTypeOf<number>();
expectTypeOf(datedWalks.journeys[0]!.events[0]!.page).toEqualTypeOf<string>();
stageReach(datedWalks.journeys, { model: shop });
// @ts-expect-error the model does not know "buy"
buildJourneys(dated, { asOf: 0, model: slip });
// @ts-expect-error text is no moment
buildJourneys([{ customer: "ana", activity: "pay", at: "2026-01-01" }], { asOf: 0 });
stageReach(anyWalks, { model: slip });
stageReach(fewWalks, { model: shop, weight: ({ events }) => events.length });
expectTypeOf(stageReach(fewWalks, { model: shop }).stages[0]!.stage).toEqualTypeOf<ShopStage>();
stageReachMetric<JourneyEvent<ShopStage>>({ model: shop });
expectTypeOf(measure(stageReachMetric({ model: shop }), walks).stages[0]!.stage).toEqualTypeOf<ShopStage>();
// @ts-expect-error the model does not know "buy"
stageReach(walks, { model: slip });
// @ts-expect-error the model does not know "buy"
stageReachMetric<JourneyEvent<ShopStage>>({ model: slip });
stageConformance(anyWalks, { model: slip });
stageConformance(fewWalks, { model: shop });
// @ts-expect-error the model does not know "buy"
stageConformance(walks, { model: slip });
// @ts-expect-error the model does not know "buy"
stageConformanceMetric<JourneyEvent<ShopStage>>({ model: slip });
emotionCurve(anyWalks, { ...judged, model: slip });
emotionCurve(fewWalks, { ...judged, model: shop });
emotionCurve(walks, {
  ...judged,
  model: beforeDuringAfter,
  stage: ({ stage }) => (stage === "look" ? "before" : null),
});
// @ts-expect-error the model does not know "buy"
emotionCurve(walks, { ...judged, model: slip });
// @ts-expect-error "byu" is no stage of the model
emotionCurve(anyWalks, { ...judged, model: shop, stage: () => "byu" });
// @ts-expect-error the model does not know "buy"
emotionCurveMetric<JourneyEvent<ShopStage>>({ ...judged, model: slip });
// @ts-expect-error "byu" is no stage of these journeys
timeToNext(walks, { from: "byu", to: "use" });
timeToNext(anyWalks, { from: "byu", to: "use" });
// @ts-expect-error "byu" is none of the stages that the function reads
timeToNext(anyWalks, { from: "bought", to: "byu", stage: () => "bought" as const });
expectTypeOf(timeInStage(anyWalks, { stage: () => "bought" as const }).stages[0]!.stage).toEqualTypeOf<"bought">();
// @ts-expect-error "byu" is no stage of these journeys
funnelTimes(walks, { of: "stage", steps: ["look", "byu"] });
funnel(anyWalks, { of: "stage", steps: ["look", "byu"] });

// Touchpoints that a function reads are known by name in the map, in the plan and in the results.
interface Visited extends JourneyEvent {
  readonly desk: "gate" | "lounge";
}
declare const atDesks: readonly Journey<Visited>[];
const byDesk = { touchpoint: (event: Visited) => event.desk };
expectTypeOf(
  touchpointCoverage(atDesks, { designed: ["gate"], touchpoint: ({ desk }) => desk }).unobserved,
).toEqualTypeOf<readonly ("gate" | "lounge")[]>();
expectTypeOf(
  momentsThatMatter(atDesks, { ...judged, ...byDesk, outcome: () => true }).moments[0]!.touchpoint,
).toEqualTypeOf<"gate" | "lounge">();
expectTypeOf(
  painPoints(atDesks, { score: () => 1, target: 4, ...byDesk, importance: (desk) => (desk === "gate" ? 2 : 1) })
    .points[0]!.touchpoint,
).toEqualTypeOf<"gate" | "lounge">();
expectTypeOf(planDeviations(atDesks[0]!, { ...byDesk, planned: ["gate"] }).missing).toEqualTypeOf<
  readonly ("gate" | "lounge")[]
>();
expectTypeOf(journeyDeviations(atDesks, { ...byDesk, planned: ["gate"] }).adHoc[0]!.touchpoint).toEqualTypeOf<
  "gate" | "lounge"
>();
touchpointCoverage(atDesks, { designed: ["any", "activity"] });
journeyDeviations(atDesks, { planned: ["any", "activity"] });
// @ts-expect-error there is no such touchpoint
touchpointCoverage(atDesks, { ...byDesk, designed: ["gate", "lunge"] });
// @ts-expect-error there is no such touchpoint
touchpointCoverageMetric({ ...byDesk, designed: ["gate", "lunge"] });
// @ts-expect-error there is no such touchpoint
planDeviations(atDesks[0]!, { ...byDesk, planned: ["gate", "lunge"] });
// @ts-expect-error there is no such touchpoint
journeyDeviations(walks, { touchpoint: ({ stage }) => stage, planned: ["look", "byu"] });
// @ts-expect-error there is no such touchpoint
painPoints(atDesks, { score: () => 1, target: 4, ...byDesk, importance: (desk) => (desk === "lunge" ? 2 : 1) });
