import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/**
 * Every fenced `ts` block of README.md, docs/*.md and the doc comments of src is an example that runs.
 *
 *     nps([10, 9, 8, 3]).score    // => 25                         equal
 *     nps([10, 9, 8, 3])          // => { score: 25, … }           at least these fields
 *     nps([9, 9, 3]).score        // ~> 33.3                       equal to the printed decimals
 *     nps([11])                   // throws RangeError "got 11"    throws, with these words
 *
 * The comment may stand on the line below and run over several. A block without an import sees every public name,
 * and in a doc comment what its own module exports.
 * A block marked `ts no-run` is type-checked only; every other one asserts something.
 */
interface Block {
  /** The file and the line of its first line: `README.md:12`. */
  readonly at: string;
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly runs: boolean;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = `${root}test/.generated/`;

/** The blocks of one file; in TypeScript files, those of the doc comments. */
function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; code: string[]; runs: boolean; indent: string } | undefined;
  const text = readFileSync(root + file, "utf8");
  text.split(/\r?\n/).forEach((raw, index) => {
    if (open && file.endsWith(".ts") && raw.includes("*/"))
      throw new Error(`${file}:${index + 1}: a block is never closed`);
    const line = file.endsWith(".ts") ? (/^\s*\* ?(.*)$/.exec(raw)?.[1] ?? "") : raw;
    const [, indent = "", mark] = /^(\s*)```(.*)$/.exec(line) ?? [];
    if (!open && mark !== undefined && /^ts\b/.test(mark)) {
      if (!/^ts( no-run)?\s*$/.test(mark)) throw new Error(`${file}:${index + 1}: a block is "ts" or "ts no-run"`);
      open = { line: index + 2, code: [], runs: !mark.includes("no-run"), indent };
    } else if (open && mark !== undefined) {
      const { line, code, runs } = open;
      blocks.push({ at: `${file}:${line}`, file, line, code: code.join("\n"), runs });
      open = undefined;
    } else open?.code.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  });
  if (open) throw new Error(`${file}: a block is never closed`);
  return blocks;
}

const marker = /^\/\/\s*(=>|~>|throws\b)\s*(.*)$/;

/** A block as a module: each marked statement becomes an assertion, and every line keeps its number. */
function moduleOf({ at, file, line, code, runs }: Block): string {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  let body = code;
  let asserted = 0;
  for (const statement of [...source.statements].reverse()) {
    const comments = [
      ...(ts.getTrailingCommentRanges(code, statement.end) ?? []),
      ...(ts.getLeadingCommentRanges(code, statement.end) ?? []),
    ].map(({ pos, end }) => code.slice(pos, end));
    const [, kind, first = ""] = marker.exec(comments[0] ?? "") ?? [];
    if (!runs || !kind) continue;
    const printed = [first];
    for (const comment of comments.slice(1)) {
      if (isClosed(printed.join("\n"))) break;
      printed.push(comment.slice(2).trim());
    }
    const assertion = assertionOf(statement, kind, printed.join(" ").trim());
    body = body.slice(0, statement.getStart()) + assertion + body.slice(statement.end);
    asserted++;
  }
  const marked = runs ? [...code.matchAll(/\/\/\s*(=>|~>|throws\b)/g)].length : 0;
  if (asserted !== marked) {
    throw new Error(`${at}: ${marked} comments claim a result, but ${asserted} stand behind a statement`);
  }
  if (runs && asserted === 0) throw new Error(`${at}: the block asserts nothing; mark it "ts no-run" or show a result`);
  const header = ['import { about, fails, rest, same } from "../docs-assertions.ts";'];
  if (!source.statements.some(ts.isImportDeclaration)) {
    const hidden = declaredIn(source);
    const importing = (names: readonly Name[], from: string): string => {
      const used = names.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(code) && !hidden.includes(name));
      return `import { ${used.map(({ specifier }) => specifier).join(", ")} } from "${from}";`;
    };
    header.push(importing(publicNames, "cx-metrics"));
    if (file.startsWith("src/")) {
      const own = exportsOf(file).filter(({ name }) => !publicNames.some((known) => known.name === name));
      header.push(importing(own, `../../${file}`));
    }
  }
  return `${header.join(" ")}${"\n".repeat(line - 1)}${body}\n`;
}

function assertionOf(statement: ts.Statement, kind: string, printed: string): string {
  const text = statement.getText();
  if (kind === "throws") {
    const [, error, words = '""'] = /^([A-Z]\w*)(?:\s+(".*"))?$/.exec(printed) ?? [];
    if (!error) throw new Error(`"throws ${printed}" should read: throws RangeError "words of its message"`);
    return `;fails(() => { ${text} }, ${error}, ${words});`;
  }
  const value = printed.replace(
    /("(?:[^"\\]|\\.)*")|…|\.\.\.(?=\s*[\]}])|(?<![\w.$])-?\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.]*\s*:)/g,
    (token, quoted) => {
      if (quoted) return token;
      if (token === "…" || token === "...") return "...rest";
      return kind === "~>" ? `about("${token.replaceAll("_", "")}")` : token;
    },
  );
  if (ts.isExpressionStatement(statement)) return `;same(${statement.expression.getText()}, ${value});`;
  const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (names.length !== 1) throw new Error(`"${text}" has no one value that could be ${printed}`);
  return `${text};same(${names[0]?.name.getText()}, ${value});`;
}

/** Whether every bracket of a printed value is closed: if not, the next comment line goes on with it. */
function isClosed(printed: string): boolean {
  const brackets = printed.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/[[\]{}()]/g) ?? [];
  return brackets.reduce((depth, bracket) => depth + ("[{(".includes(bracket) ? 1 : -1), 0) === 0;
}

/** The names that a block declares at its top: they hide the public ones. */
function declaredIn(source: ts.SourceFile): string[] {
  const bound = (name: ts.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isBindingElement(element) ? bound(element.name) : []));
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((d) => bound(d.name));
    const { name } = statement as ts.DeclarationStatement;
    return name && ts.isIdentifier(name) ? [name.text] : [];
  });
}

const config = ts.getParsedCommandLineOfConfigFile(
  `${root}test/tsconfig.json`,
  { noUnusedLocals: false, noUnusedParameters: false },
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
);
const options = config?.options ?? {};

interface Name {
  readonly name: string;
  readonly specifier: string;
}

const sources = filesBelow("src/", /\.ts$/);
const library = ts.createProgram(
  sources.map((file) => root + file),
  options,
);

function exportsOf(file: string): Name[] {
  const checker = library.getTypeChecker();
  const module = library.getSourceFile(root + file);
  const symbol = module && checker.getSymbolAtLocation(module);
  return (symbol ? checker.getExportsOfModule(symbol) : []).map((exported) => {
    const { flags } = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const { name } = exported;
    return { name, specifier: flags & ts.SymbolFlags.Value ? name : `type ${name}` };
  });
}

const publicNames = exportsOf("src/index.ts");
const blocks = [...filesBelow("", /^README\.md$/), ...filesBelow("docs/", /^[^/]+\.md$/), ...sources].flatMap(blocksOf);

function filesBelow(folder: string, name: RegExp): string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { recursive: folder === "src/", encoding: "utf8" })
    .filter((file) => name.test(file))
    .sort()
    .map((file) => folder + file.replaceAll("\\", "/"));
}

/** Writes the module of a block, unless it is there: a watching vitest would see a change and run again, for ever. */
function write(block: Block): void {
  const path = pathOf(block);
  const code = moduleOf(block);
  if (!existsSync(path) || readFileSync(path, "utf8") !== code) writeFileSync(path, code);
}

function pathOf({ at }: Block): string {
  return `${generated}${at.replaceAll("/", "-").replace(":", ".")}.ts`;
}

mkdirSync(generated, { recursive: true });
const current = new Set(blocks.map(pathOf));
for (const file of readdirSync(generated)) if (!current.has(generated + file)) rmSync(generated + file);

describe("the examples in README, guides and doc comments", () => {
  it("are there", () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  for (const block of blocks) {
    it(block.at, async () => {
      write(block);
      if (block.runs) await import(/* @vite-ignore */ pathOf(block));
    });
  }

  it("are well typed", () => {
    blocks.forEach(write);
    const program = ts.createProgram(blocks.map(pathOf), options, undefined, library);
    // Of these files only: those that they import are checked on their own.
    const faults = blocks.flatMap((block) => {
      const file = program.getSourceFile(pathOf(block));
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    });
    expect(faults.map(reasonOf)).toEqual([]);
    // A program of some hundred files: seconds, and on a busy machine more than the common limit.
  }, 300_000);
});

function reasonOf({ file, start = 0, messageText }: ts.Diagnostic): string {
  const name = file?.fileName.slice(generated.length).replace(/\.\d+\.ts$/, "");
  const line = file && file.getLineAndCharacterOfPosition(start).line + 1;
  return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
