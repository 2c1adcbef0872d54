/**
 * Bundle each entry point into one file of `kit/studio/static`, readable and always the same.
 *
 * `node build.js` writes the files; `node build.js --check` fails if one of them differs.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "..", "kit", "studio", "static");

/** Modules of widgets, and style sheets: each becomes a file under its own name. */
const ENTRIES = [
  "bar/bar.css",
  "bar/bar.js",
  "board/board.css",
  "board/board.js",
  "language/language.js",
  "lessons/lesson.css",
  "lessons/lesson.js",
];

/** Scripts that are no modules. */
const SCRIPTS = ["lab/extension.js"];

/** Libraries inside the bundles, which are passed on with their licences. */
const LIBRARIES = ["htm", "preact"];

async function bundled(entries, format) {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    bundle: true,
    charset: "utf8",
    entryPoints: entries.map((path) => ({ in: path, out: basename(path).replace(/\.\w+$/, "") })),
    format,
    outdir: STATIC,
    target: "esnext",
    write: false,
  });
  return outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]);
}

async function licence(name) {
  const folder = join(HERE, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = await readFile(join(folder, "LICENSE"), "utf8");
  return [`LICENSE-${name}`, Buffer.from(`${name} ${version}\n\n${text}`)];
}

async function built() {
  return new Map([
    ...(await bundled(ENTRIES, "esm")),
    ...(await bundled(SCRIPTS, "iife")),
    ...(await Promise.all(LIBRARIES.map(licence))),
  ]);
}

async function present() {
  const names = await readdir(STATIC);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(STATIC, name))])));
}

async function main() {
  const [wanted, found] = await Promise.all([built(), present()]);
  const extra = [...found.keys()].filter((name) => !wanted.has(name));
  const differing = [...wanted.keys()].filter((name) => !found.get(name)?.equals(wanted.get(name)));
  if (process.argv.includes("--check")) {
    for (const name of [...extra, ...differing]) {
      console.error(`kit/studio/static/${name} is not what frontend/ yields: run \`make frontend\`.`);
    }
    process.exitCode = extra.length + differing.length ? 1 : 0;
    return;
  }
  await Promise.all(extra.map((name) => rm(join(STATIC, name))));
  await Promise.all(differing.map((name) => writeFile(join(STATIC, name), wanted.get(name))));
}

await main();
