import { expect } from "vitest";

const more = Symbol("…");

/** Stands where an example prints `…`: more fields, or more elements, may follow. */
export const rest: Iterable<unknown> & { readonly [more]: true } = {
  [more]: true,
  *[Symbol.iterator]() {
    yield more;
  },
};

/** A number as near as its printed decimals tell: `0.49` is anything from 0.485 to 0.495. */
class About {
  readonly value: number;
  readonly tolerance: number;

  constructor(printed: string) {
    const [digits = "", exponent = "0"] = printed.toLowerCase().split("e");
    const unit = 10 ** (Number(exponent) - (digits.split(".")[1]?.length ?? 0));
    this.value = Number(printed);
    this.tolerance = unit / 2 + Math.abs(this.value) * 1e-15;
  }
}

export function about(printed: string): About {
  return new About(printed);
}

/** Asserts what an example prints after `=>` or `~>`. */
export function same(actual: unknown, printed: unknown): void {
  expect(asPrinted(actual, printed)).toStrictEqual(plain(printed));
}

/** Asserts that an example throws this error, with these words in its message. */
export function fails(example: () => unknown, kind: ErrorConstructor, words = ""): void {
  let thrown: unknown;
  try {
    example();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, "what the example throws").toBeInstanceOf(kind);
  expect((thrown as Error).constructor.name).toBe(kind.name);
  expect((thrown as Error).message).toContain(words);
}

/** `actual` without what `printed` leaves to its `…`, and rounded where it is near enough. */
function asPrinted(actual: unknown, printed: unknown): unknown {
  if (printed instanceof About && typeof actual === "number") {
    return Math.abs(actual - printed.value) <= printed.tolerance ? printed.value : actual;
  }
  if (Array.isArray(actual) && Array.isArray(printed)) {
    const kept = printed.at(-1) === more ? actual.slice(0, printed.length - 1) : actual;
    return kept.map((element, index) => asPrinted(element, printed[index]));
  }
  if (actual instanceof Map && printed instanceof Map) {
    return new Map([...actual].map(([key, value]) => [key, asPrinted(value, printed.get(key))]));
  }
  if (isPlain(actual) && isPlain(printed)) {
    const kept = Object.keys(actual).filter((key) => !(more in printed) || key in printed);
    return Object.fromEntries(kept.map((key) => [key, asPrinted(actual[key], printed[key])]));
  }
  return actual;
}

/** What `printed` says, as plain values. */
function plain(printed: unknown): unknown {
  if (printed instanceof About) return printed.value;
  if (Array.isArray(printed)) return printed.filter((element) => element !== more).map(plain);
  if (printed instanceof Map) return new Map([...printed].map(([key, value]) => [key, plain(value)]));
  if (isPlain(printed)) return Object.fromEntries(Object.entries(printed).map(([key, value]) => [key, plain(value)]));
  return printed;
}

function isPlain(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
