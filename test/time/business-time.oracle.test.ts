import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { askedOfTheLibrary, lookMinuteByMinute, scene, type Window } from "./business-oracle.ts";

const zones = [
  ["UTC", 0],
  ["America/New_York", 19],
  ["Australia/Lord_Howe", 10],
] as const;

describe("business time", () => {
  it("is what the clocks of the zone show, minute by minute, whatever the shifts, holidays and changes", () => {
    const seen = new Map<string, Window>();
    fc.assert(
      fc.property(scene, (one) => {
        lookMinuteByMinute(one, seen);
      }),
    );
  });

  it("is the same whatever the time zone of the process", async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const folder = mkdtempSync(join(tmpdir(), "cx-metrics-business-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const bundle = join(folder, "time.mjs");
    await build({
      stdin: {
        contents: `import { askedOfTheLibrary } from "./test/time/business-oracle.ts";
          process.stdout.write(new Date(0).getHours() + " " + askedOfTheLibrary());`,
        resolveDir: root,
      },
      alias: { "cx-metrics": `${root}src/index.ts` },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: bundle,
    });
    const expected = askedOfTheLibrary();
    const run = promisify(execFile);
    await Promise.all(
      zones.map(async ([zone, hours]) => {
        const env = { ...process.env, TZ: zone };
        const { stdout } = await run(process.execPath, [bundle], { env, maxBuffer: 1e8 });
        expect(stdout).toBe(`${hours} ${expected}`);
      }),
    );
  });
});
