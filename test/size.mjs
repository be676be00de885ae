// What each public name costs in a bundle: minified and gzipped bytes, against a budget.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Public names, the gzipped bytes that importing them together should cost, and the most that they may: where honest work
 * has not reached the aim, what it has reached.
 */
const budgets = [
  [[], 0, 0],
  [["nps"], 2000, 2380],
  [["nps", "npsInterval"], 2600, 3445],
  [["shareInterval"], 700, 700],
  [["durationsMetric"], 2200, 3280],
  [["durations"], 3900, 3660],
  [["mean"], 2900, 2810],
  [["quantile"], 1600, 1695],
  [["zonedInstant"], 2000, 2300],
  [["measureByPeriod"], 2800, 2915],
];

const entry = new URL("../dist/index.js", import.meta.url);
const everything = Object.keys(await import(entry));

const rows = await Promise.all(
  [...budgets, [everything, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]].map(async ([names, aim, budget]) => {
    const missing = names.filter((name) => !everything.includes(name));
    if (missing.length > 0) return { label: names.join(" + "), verdict: `no such export: ${missing.join(", ")}` };
    const { outputFiles } = await build({
      stdin: {
        contents: `export { ${names.join(", ")} } from "./dist/index.js"`,
        resolveDir: `${import.meta.dirname}/..`,
      },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
    });
    const code = outputFiles[0].contents;
    const gzipped = code.length === 0 ? 0 : gzipSync(code, { level: 9 }).length;
    const verdict = gzipped > budget ? `${gzipped - budget} B too many` : "";
    const label = names === everything ? `all ${names.length} names` : names.join(" + ") || "nothing";
    return { label, minified: code.length, gzipped, aim, budget, verdict };
  }),
);

const width = Math.max(...rows.map(({ label }) => label.length));
console.log(`${"import".padEnd(width)}  minified  gzipped     aim  budget`);
for (const { label, minified = "", gzipped = "", aim = "", budget = "", verdict } of rows) {
  const numbers = [
    String(minified).padStart(8),
    String(gzipped).padStart(7),
    String(aim).replace("Infinity", "–").padStart(6),
    String(budget).replace("Infinity", "–").padStart(6),
  ];
  console.log(`${label.padEnd(width)}  ${numbers.join("  ")}  ${verdict}`.trimEnd());
}
if (rows.some(({ verdict }) => verdict)) process.exitCode = 1;
