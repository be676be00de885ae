import {
  aida,
  aidaEn,
  aidaEs,
  beforeDuringAfter,
  beforeDuringAfterEn,
  beforeDuringAfterEs,
  composeStages,
  customerLifecycle,
  customerLifecycleEn,
  customerLifecycleEs,
  defineStages,
  detectConvinceRetain,
  detectConvinceRetainEn,
  detectConvinceRetainEs,
  momentsOfTruth,
  momentsOfTruthEn,
  momentsOfTruthEs,
  purchaseStages,
  purchaseStagesEn,
  purchaseStagesEs,
  type StageLabels,
  type StageModel,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain } from "../laws.ts";

const good = {
  id: "shop",
  stages: ["look", "buy", "use"],
  transitions: [
    ["look", "buy"],
    ["buy", "look"],
    ["buy", "use"],
  ],
  entry: ["look"],
  terminal: ["use"],
} as const;

describe("a stage model", () => {
  it("is a copy of what was given, as plain data", () => {
    const given = deepFreeze({
      ...good,
      stations: { look: ["shelf"] },
      labels: { look: "L", buy: "B", use: "U" },
    } as const);
    const model = defineStages(given);
    expect(model).toEqual(given);
    expect(model.stages).not.toBe(given.stages);
    expectPlain(model);
  });

  it("is refused where something is wrong with it, with what", () => {
    const wrong: readonly (readonly [change: object, words: string])[] = [
      [{ id: "" }, 'id must be the name of the model, got ""'],
      [{ stages: [] }, "stages must be one or more, got [object Array]"],
      [{ stages: "look" }, 'stages must be an array of names, got "look"'],
      [{ stages: ["look", "buy", "use", "buy"] }, 'stages must have different names, got "buy" at index 3'],
      [{ stages: ["look", "", "use"] }, 'stages must have names, got "" at index 1'],
      [{ stages: ["look", 7] }, "stages must have names, got 7 at index 1"],
      [{ entry: ["enter"] }, 'entry must name stages of the model, got "enter" at index 0'],
      [{ entry: [] }, "entry must name one stage or more"],
      [{ terminal: ["end"] }, 'terminal must name stages of the model, got "end" at index 0'],
      [{ transitions: [["look", "by"]] }, 'transitions must name stages of the model, got "by" at index 0'],
      [{ transitions: [["look", "look"]] }, 'transitions must lead from a stage to another, got "look" at index 0'],
      [{ transitions: [["look"]] }, "transitions must be pairs of stages, got [object Array] at index 0"],
      [
        {
          transitions: [
            ["look", "buy"],
            ["use", "buy"],
          ],
        },
        'transitions must not lead out of a terminal stage, got "use" at index 1',
      ],
      [
        {
          transitions: [
            ["look", "buy"],
            ["look", "buy"],
          ],
        },
        'not "look" to "buy" again',
      ],
      [{ transitions: [["look", "buy"]] }, 'every stage must be reached from an entry, got "use"'],
      [
        { transitions: "backward" },
        'transitions must be "linear", "forward", "any" or pairs of stages, got "backward"',
      ],
      [{ transitions: "linear", entry: ["buy"] }, 'every stage must be reached from an entry, got "look"'],
      [{ transitions: "forward", terminal: ["look"] }, 'every stage must be reached from an entry, got "buy"'],
      [{ stations: { shelf: ["a"] } }, 'stations must be of stages of the model, got "shelf"'],
      [{ stations: { look: ["a"], buy: ["a"] } }, 'a station must belong to one stage, got "a"'],
      [{ stations: { look: [""] } }, 'stations must have names, got "" at index 0'],
      [{ labels: { look: "L", buy: "B" } }, 'the label of "use" must be text, got undefined'],
      [{ labels: { look: "L", buy: "B", use: "U", go: "G" } }, 'labels must be of stages of the model, got "go"'],
    ];
    for (const [change, words] of wrong) {
      expect(() => defineStages({ ...good, ...change } as never), words).toThrow(words);
    }
  });

  it("may have one stage only, and may always go on", () => {
    expect(defineStages({ id: "one", stages: ["a"], transitions: "any", entry: ["a"], terminal: [] }).stages).toEqual([
      "a",
    ]);
  });
});

const models: readonly (readonly [StageModel, StageLabels, StageLabels])[] = [
  [beforeDuringAfter, beforeDuringAfterEn, beforeDuringAfterEs],
  [momentsOfTruth, momentsOfTruthEn, momentsOfTruthEs],
  [customerLifecycle, customerLifecycleEn, customerLifecycleEs],
  [detectConvinceRetain, detectConvinceRetainEn, detectConvinceRetainEs],
  [purchaseStages, purchaseStagesEn, purchaseStagesEs],
  [aida, aidaEn, aidaEs],
];

describe("the models that come with the library", () => {
  it("are sound, and have a label for every stage in both languages", () => {
    for (const [model, ...languages] of models) {
      expect(defineStages(model)).toEqual(model);
      for (const labels of languages) {
        expect(Object.keys(labels)).toEqual(model.stages);
        expect(defineStages({ ...model, labels }).labels).toEqual(labels);
      }
    }
    expect(new Set(models.map(([{ id }]) => id)).size).toBe(models.length);
  });

  it("lead back where life does", () => {
    expect(customerLifecycle.transitions).toContainEqual(["former", "wonBack"]);
    expect(customerLifecycle.transitions).toContainEqual(["wonBack", "onboarding"]);
    expect(customerLifecycle.transitions).toContainEqual(["wonBack", "active"]);
    expect(detectConvinceRetain.transitions).toContainEqual(["retain", "convince"]);
  });
});

describe("a fine model in a coarse one", () => {
  const stageOf = { stimulus: "before", zmot: "before", fmot: "during", smot: "after" } as const;

  it("has a coarse stage for each of its own, and says what the coarse model forbids", () => {
    const composed = composeStages({ fine: momentsOfTruth, coarse: beforeDuringAfter, stageOf });
    expect(composed.stageOf).toEqual(stageOf);
    expect(composed.conflicts).toEqual([
      ["fmot", "zmot"],
      ["smot", "stimulus"],
      ["smot", "zmot"],
      ["smot", "fmot"],
    ]);
    expect(composed.definition).toEqual({ fine: "momentsOfTruth", coarse: "beforeDuringAfter" });
    const free = { ...beforeDuringAfter, transitions: "any" } as const;
    expect(composeStages({ fine: momentsOfTruth, coarse: free, stageOf }).conflicts).toEqual([]);
  });

  it("is refused where a stage has none, or one that is not there", () => {
    const compose = (map: object) =>
      composeStages({ fine: momentsOfTruth, coarse: beforeDuringAfter, stageOf: map as typeof stageOf });
    const { smot: _, ...less } = stageOf;
    expect(() => compose(less)).toThrow('the stage of "smot" must be one of the coarse model, got undefined');
    expect(() => compose({ ...stageOf, smot: "later" })).toThrow(
      'the stage of "smot" must be one of the coarse model, got "later"',
    );
    expect(() => compose({ ...stageOf, umot: "after" })).toThrow(
      'stageOf must be of stages of the fine model, got "umot"',
    );
  });
});
