// How the time of what is shrunk or hidden grows with the number of segments: node test/bench/segments.mjs
import { shrinkMeans, shrinkNps, shrinkShares, suppressSmall } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const segments = Array.from({ length: 20_000 }, () => {
  const answers = 20 + Math.floor(200 * uniform());
  const promoters = Math.floor(answers * (0.4 + 0.3 * uniform()));
  const passives = Math.floor((answers - promoters) * uniform());
  return { answers, promoters, passives, detractors: answers - promoters - passives };
});
const some = segments.slice(0, segments.length / 10);

const asMap = (results) => new Map(results.entries());
const shares = (rows) => rows.map(({ answers, promoters }) => ({ numerator: promoters, denominator: answers }));
const means = (rows) =>
  rows.map(({ answers, promoters }) => ({
    count: answers,
    mean: promoters / answers,
    standardError: 0.5 / Math.sqrt(answers),
  }));

for (const [name, of] of Object.entries({
  shrinkShares: (rows) => shrinkShares(asMap(shares(rows))),
  shrinkNps: (rows) => shrinkNps(asMap(rows)),
  shrinkMeans: (rows) => shrinkMeans(asMap(means(rows))),
  suppressSmall: (rows) => suppressSmall(rows.map(({ passives }) => passives)),
})) {
  ratios(`${name} of 20,000 segments`, segments.length, {
    "a tenth of them, ten times": () => {
      for (let round = 0; round < 10; round++) of(some);
    },
    "all at once": () => of(segments),
  });
}
