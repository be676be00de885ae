import {
  absorption,
  ahtMetric,
  betaQuantile,
  buildJourneys,
  cesMetric,
  compareNps,
  compareShares,
  csatMetric,
  drivers,
  durationQuantile,
  durations,
  durationsMetric,
  experienceScore,
  fcrMetric,
  funnel,
  gammaTail,
  journeyVariants,
  kaplanMeier,
  mannKendall,
  meanInterval,
  meanMetric,
  npsInterval,
  npsIntervalByPercentile,
  npsMetric,
  quantiles,
  rake,
  ratingsMetric,
  shareInterval,
  shareMetric,
  shrinkShares,
  studentQuantile,
  tally,
  transitions,
} from "cx-metrics";

/** Numbers between 0 and 1, always the same, of additions, shifts and products of whole numbers alone. */
function* sequence(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield (state + 0.5) / 2 ** 32;
  }
}

/** Customers with what they answered and what became of them, always the same. */
function customers() {
  const numbers = sequence();
  const next = () => numbers.next().value;
  const some = (most: number) => Math.floor(most * next());
  return Array.from({ length: 3000 }, (_, id) => ({
    id,
    recommends: next() < 0.05 ? null : Math.min(10, some(14)),
    satisfaction: 1 + some(5),
    ease: 1 + some(7),
    isResolved: next() < 0.7,
    seconds: next() < 0.02 ? 0 : 1 / next() + 1000 * next() * next(),
    weight: 0.2 + 3 * next(),
    sex: next() < 0.45 ? "man" : "woman",
    age: `${20 * (1 + some(4))}`,
    steps: Array.from({ length: 1 + some(6) }, () => ["search", "compare", "buy", "call"][some(4)]!),
  }));
}

/** What must be the same in every engine, bit for bit: what is counted, added, multiplied and divided. */
export function exactAnswers() {
  const people = customers();
  const half = people.length / 2;
  const seconds = people.map((person) => person.seconds);
  const weight = (person: (typeof people)[number]) => person.weight;
  const waits = durationsMetric({ unit: "seconds" });
  const halves = [tally(waits, seconds.slice(0, half)), tally(waits, Float64Array.from(seconds.slice(half)))] as const;
  let one = waits.empty();
  for (const time of seconds) one = waits.add(one, time);
  const means = meanMetric();
  const { journeys } = journeysOf(people);
  return {
    nps: tally(npsMetric(), people, { value: (person) => person.recommends }),
    csat: tally(csatMetric(), people, { value: (person) => person.satisfaction, weight }),
    ces: cesMetric().read(tally(cesMetric(), people, { value: (person) => person.ease })),
    ratings: ratingsMetric({ scale: [1, 5] }).read(
      tally(ratingsMetric({ scale: [1, 5] }), people, { value: (person) => person.satisfaction }),
    ),
    share: tally(shareMetric(), people, { value: (person) => person.isResolved, weight }),
    fcr: tally(fcrMetric({ by: "survey" }), people, { value: (person) => person.isResolved }),
    durations: waits.merge(...halves),
    durationsOneByOne: one,
    durationsRead: waits.read(one),
    durationsWeighted: tally(waits, people, { value: (person) => person.seconds, weight }),
    durationQuantile: durationQuantile(one, 0.99),
    durationsInHand: durations(seconds),
    quantiles: quantiles(seconds, [0, 0.1, 0.5, 0.999, 1]),
    mean: tally(means, [1e140, 1e-200, -1e140, 3, 1e9 + 1, 0.1]),
    meanWeighted: tally(means, people, { value: (person) => person.seconds, weight }),
    aht: tally(
      ahtMetric(),
      people.map(({ seconds: talk, ease }) => ({ talk, hold: ease, afterContactWork: 30 })),
    ),
    transitions: transitions(journeys, { of: "activity" }),
    variants: journeyVariants(journeys, { of: "activity" }),
    funnel: funnel(journeys, { steps: ["search", "compare", "buy"], of: "activity" }),
  };
}

/** What must be the same to twelve digits: engines differ in the last bit of exponentials and logarithms. */
export function nearAnswers() {
  const people = customers();
  const nps = npsMetric().read(tally(npsMetric(), people, { value: (person) => person.recommends }));
  const [hits, others] = [
    { numerator: 812, denominator: 1000 },
    { numerator: 41, denominator: 60 },
  ];
  const rows = people.slice(0, 400);
  return {
    distributions: [studentQuantile(1e-20, 3.5), betaQuantile(0.025, 0.5, 4000), gammaTail(300, 12.5)],
    npsInterval: npsInterval(nps),
    npsByPercentile: npsIntervalByPercentile({ promoters: 20, passives: 13, detractors: 7 }),
    shareInterval: shareInterval(hits),
    compareShares: compareShares(hits, others),
    compareNps: compareNps(nps, { promoters: 30, passives: 10, detractors: 20 }),
    meanInterval: meanInterval(
      meanMetric().read(
        tally(meanMetric(), people, { value: (person) => person.seconds, weight: (one) => one.weight }),
      ),
    ),
    kaplanMeier: kaplanMeier(rows.map((person) => ({ time: Math.round(person.seconds), event: person.isResolved })))
      .steps,
    shrinkShares: shrinkShares(new Map(Object.entries({ a: hits, b: others, c: { numerator: 3, denominator: 3 } })))
      .mean,
    mannKendall: mannKendall(rows.slice(0, 30).map((person) => person.seconds)),
    rake: [
      ...rake(rows, {
        margins: {
          sex: { value: (person) => person.sex, targets: { man: 0.5, woman: 0.5 } },
          age: { value: (person) => person.age, targets: { 20: 0.1, 40: 0.2, 60: 0.3, 80: 0.4 } },
        },
      }).weights,
    ],
    drivers: drivers(rows, {
      outcome: (person) => person.recommends,
      drivers: { satisfaction: (person) => person.satisfaction, ease: (person) => person.ease },
    }),
    experienceScore: experienceScore({ nps: 70, csat: 81 }, { mean: "geometric", weights: { nps: 2 } }),
    absorption: absorption({
      states: ["search", "compare", "buy", "leave"],
      probabilities: [
        [0.2, 0.5, 0.1, 0.2],
        [0.3, 0.1, 0.3, 0.3],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
      ],
    }),
  };
}

function journeysOf(people: ReturnType<typeof customers>) {
  return buildJourneys(
    people.flatMap(({ id, steps }) => steps.map((activity, at) => ({ customer: `c${id}`, activity, at: 1000 * at }))),
    { asOf: 1e9 },
  );
}
