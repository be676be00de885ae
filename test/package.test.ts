import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as source from "cx-metrics";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const publicNames = Object.keys(source).sort();

/** A folder outside the repository where the packed package is installed, as anyone would install it. */
let consumer = "";
let installed: string;
let packed: string[];

beforeAll(() => {
  const builtAt = existsSync(`${root}dist/index.d.cts`) ? statSync(`${root}dist/index.d.cts`).mtimeMs : 0;
  const stale = filesBelow(`${root}src`).filter((file) => statSync(`${root}src/${file}`).mtimeMs > builtAt);
  if (stale.length > 0) throw new Error(`dist is older than src/${stale[0]}: npm run build`);

  consumer = mkdtempSync(join(tmpdir(), "cx-metrics-consumer-"));
  npm(root, "pack", "--ignore-scripts", "--pack-destination", consumer);
  const [tarball = ""] = readdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  npm(consumer, "install", "--offline", "--ignore-scripts", "--no-package-lock", `./${tarball}`);
  installed = join(consumer, "node_modules", "cx-metrics");
  packed = filesBelow(installed);
}, 60_000);

afterAll(() => {
  if (consumer) rmSync(consumer, { recursive: true, force: true });
});

describe("the packed package", () => {
  it("holds the built modules, the licence, the readme and the changes, and nothing else", () => {
    const modules = filesBelow(`${root}src`).map((file) => file.replace(/\.ts$/, ""));
    expect(packed).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "package.json",
        "dist/index.d.ts",
        "dist/index.d.cts",
        ...modules.flatMap((module) => [`dist/${module}.js`, `dist/${module}.cjs`]),
      ].sort(),
    );
  });

  it("depends on nothing and runs nothing when it is installed", () => {
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(manifest.license).toBe("MIT");
    expect(manifest.sideEffects).toBe(false);
    for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "bin"]) {
      expect(manifest, field).not.toHaveProperty(field);
    }
    for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
      expect(manifest.scripts, script).not.toHaveProperty(script);
    }
  });

  it("gives import and require the same names, those of src/index.ts", () => {
    const print = "process.stdout.write(JSON.stringify(Object.keys(cx).sort()));";
    expect(JSON.parse(node("names.mjs", `import * as cx from "cx-metrics"; ${print}`))).toEqual(publicNames);
    expect(JSON.parse(node("names.cjs", `const cx = require("cx-metrics"); ${print}`))).toEqual(publicNames);
    const file = JSON.stringify(join(installed, "dist", "index.cjs"));
    expect(JSON.parse(node("file.cjs", `const cx = require(${file}); ${print}`))).toEqual(publicNames);
  });

  // Bun takes what is for `require` where it is required.
  it.runIf(process.features.require_module && !process.versions.bun)("is one copy, however it is loaded", () => {
    const code = `import * as cx from "cx-metrics"; import { createRequire } from "node:module";
      process.stdout.write(String(createRequire(import.meta.url)("cx-metrics").nps === cx.nps));`;
    expect(node("copy.mjs", code)).toBe("true");
  });
});

describe("the lock file", () => {
  it("holds no address: whoever installs decides where from", () => {
    expect(readFileSync(`${root}package-lock.json`, "utf8")).not.toContain('"resolved"');
  });
});

describe("the declarations", () => {
  const node16 = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
  const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const node10 = {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: "6.0",
  };

  for (const [name, options] of Object.entries({
    "node16.mts": node16,
    "node16.cts": node16,
    "bundler.ts": bundler,
    "node10.ts": node10,
  })) {
    it(`compile in ${name} and name what is there`, () => {
      const file = join(consumer, name);
      writeFileSync(
        file,
        'import * as cx from "cx-metrics";\nexport const score: number | null = cx.nps([10]).score;\n',
      );
      const program = ts.createProgram([file], {
        ...options,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        types: [],
        noEmit: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
      });
      const faults = ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n"));
      expect(faults).toEqual([]);

      const checker = program.getTypeChecker();
      const declarations = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(installed));
      expect(declarations).toHaveLength(1);
      const door = declarations[0] && checker.getSymbolAtLocation(declarations[0]);
      const values = (door ? checker.getExportsOfModule(door) : [])
        .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
        .filter(({ flags }) => flags & ts.SymbolFlags.Value);
      expect(values.map(({ name }) => name).sort()).toEqual(publicNames);
    });
  }
});

describe("the built modules", () => {
  it("run nothing when they are loaded", async () => {
    // Bundled as if every file had side effects: whatever would run at module level stays in the output.
    const result = await build({
      stdin: { contents: `import ${JSON.stringify(join(installed, "dist", "index.js"))}`, resolveDir: consumer },
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      plugins: [
        {
          name: "everything-counts",
          setup(b) {
            b.onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => ({
              path: join(path.startsWith("/") ? "" : resolveDir, path),
              sideEffects: true,
            }));
          },
        },
      ],
    });
    expect(result.outputFiles[0]?.text).toBe("");
  });

  it("know no clock, chance, locale, environment or console", () => {
    const found = packed
      .filter((file) => /\.c?js$/.test(file))
      .flatMap((file) => impurities(file, readFileSync(join(installed, file), "utf8")));
    expect(found).toEqual([]);
  });
});

/** What a module reads from outside its arguments. */
function impurities(file: string, code: string): string[] {
  const tree = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isImpure(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file}:${line + 1} ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** `tsc` refuses these in the sources, as it does the browser's names; here is what is shipped. */
const surroundings = /^(console|process|globalThis|eval)$/;

function isImpure(node: ts.Node): boolean {
  if (ts.isIdentifier(node) && surroundings.test(node.text)) {
    const { parent } = node;
    const isName =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node);
    return !isName;
  }
  if (ts.isPropertyAccessExpression(node)) {
    return (
      /^(Date\.now|Math\.random|Temporal\.Now)$/.test(node.getText()) ||
      /^(localeCompare|toLocale|getTimezoneOffset)/.test(node.name.text) ||
      /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/.test(node.name.text)
    );
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const callee = node.expression.getText();
    const [first, ...others] = node.arguments ?? [];
    if (callee === "Date") return ts.isCallExpression(node) || !first || others.length > 0;
    if (/^Intl\./.test(callee))
      return !first || !ts.isStringLiteral(first) || !/timeZone/.test(others.map((a) => a.getText()).join());
  }
  return false;
}

/** The files below a folder, with forward slashes, sorted. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

function npm(folder: string, ...parameters: string[]): void {
  execFileSync("npm", [...parameters, "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

function node(name: string, code: string): string {
  writeFileSync(join(consumer, name), code);
  return execFileSync(process.execPath, [name], { cwd: consumer, encoding: "utf8" });
}
