import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { getQuickJS } from "quickjs-emscripten";
import { beforeAll, describe, expect, it } from "vitest";
import { exactAnswers, nearAnswers } from "./engine-answers.ts";
import { expectClose } from "./laws.ts";

/** The library and what is asked of it as one script, as databases take it, that answers with JSON. */
let script: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { exactAnswers, nearAnswers } from "./engine-answers.ts";
        globalThis.answers = JSON.stringify({ exact: exactAnswers(), near: nearAnswers() });`,
      resolveDir: import.meta.dirname,
    },
    alias: { "cx-metrics": fileURLToPath(new URL("../src/index.ts", import.meta.url)) },
    bundle: true,
    write: false,
    platform: "neutral",
    format: "iife",
    target: "es2020",
  });
  script = outputFiles[0]!.text;
});

/** What came of it, beside what comes of it here. */
function expectTheSame(answers: string): void {
  const here = JSON.parse(JSON.stringify({ exact: exactAnswers(), near: nearAnswers() }));
  const there = JSON.parse(answers);
  expect(there.exact).toEqual(here.exact);
  expectClose(there.near, here.near);
}

describe("the library in an engine that has nothing but the language", () => {
  it("counts bit for bit as here where there is no compiler and none of what browsers and Node add", async () => {
    const quickJs = await getQuickJS();
    expectTheSame(quickJs.evalCode(`${script}; answers`) as string);
  });

  it("counts bit for bit as here in a realm of its own", () => {
    const context = createContext({});
    expectTheSame(runInContext(`${script}; answers`, context));
  });
});
