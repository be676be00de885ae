import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "cx-metrics-zones-"));
const bundle = join(folder, "time.mjs");

/** Everything that knows of zones, asked about moments around the moves of the clocks of each. */
const questions = `
const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"];
const moments = [Date.UTC(2015, 2, 8, 7), Date.UTC(2015, 10, 1, 6), Date.UTC(2015, 9, 3, 15, 30), Date.UTC(2018, 1, 18, 2),
  Date.UTC(2011, 11, 30, 10), Date.UTC(1883, 10, 18, 17), 0];
const near = moments.flatMap((moment) => [-864e5, -1, 0, 1, 36e5, 864e5].map((distance) => moment + distance));
const choices = { gap: "later", fold: "earlier" };
const units = ["hour", "day", "week", "month", "quarter", "year"];
const answers = zones.map((name) => [name, zone(name)]).map(([name, timeZone]) => [
  near.map((at) => [
    zoneOffset(at, timeZone),
    wallTime(at, timeZone),
    isoWeek(new Date(at), timeZone),
    zonedInstant(wallTime(at, "UTC"), timeZone, choices),
    units.map((every) => [periodOf(at, { every, timeZone }), periodLabel(at, { every, timeZone })]),
  ]),
  zonedInstant("2015-03-08 02:30", name, choices),
  measureByPeriod(npsMetric(), near.slice(0, 12), { at: (at) => at, value: () => 10, every: "week", timeZone }),
  rolling(npsMetric(), near.slice(0, 12), { at: (at) => at, value: () => 10, every: "week", timeZone, periods: 4 }),
]);
process.stdout.write(JSON.stringify([new Date(2015, 6, 1, 12).getTime(), answers]));
`;

beforeAll(async () => {
  const door = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
  const names =
    "isoWeek, measureByPeriod, npsMetric, periodLabel, periodOf, rolling, wallTime, zone, zonedInstant, zoneOffset";
  await build({
    stdin: { contents: `import { ${names} } from ${JSON.stringify(door)};${questions}`, resolveDir: folder },
    bundle: true,
    format: "esm",
    outfile: bundle,
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the zone of the process", () => {
  it("changes nothing", async () => {
    const asked = async (TZ: string): Promise<[noon: number, answers: unknown]> => {
      const options = { env: { ...process.env, TZ }, maxBuffer: 1e8 };
      return JSON.parse((await promisify(execFile)(process.execPath, [bundle], options)).stdout);
    };
    const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    const [[noon, answers], ...others] = (await Promise.all(zones.map(asked))) as [[number, unknown]];
    expect(others.length).toBe(3);
    for (const [otherNoon, otherAnswers] of others as [number, unknown][]) {
      expect(otherNoon).not.toBe(noon);
      expect(otherAnswers).toEqual(answers);
    }
  });
});
