/**
 * Bundle each entry point into one file of `kit/studio/static`, readable and always the same, and write
 * the types of a journey.
 *
 * `node build.js` writes the files; `node build.js --check` fails if one of them differs.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { journeyTypes, TYPES } from "./types.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..");
const STATIC = join(ROOT, "kit", "studio", "static");

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

/** Every file that is built, by its path. */
async function built() {
  const files = [
    ...(await bundled(ENTRIES, "esm")),
    ...(await bundled(SCRIPTS, "iife")),
    ...(await Promise.all(LIBRARIES.map(licence))),
  ].map(([name, content]) => /** @type {const} */ ([join(STATIC, name), content]));
  return new Map([...files, [TYPES, Buffer.from(await journeyTypes())]]);
}

/** The built files that are there, by their paths. */
async function present() {
  const paths = [...(await readdir(STATIC)).map((name) => join(STATIC, name)), TYPES];
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(path).catch(() => null)])),
  );
}

async function main() {
  const [wanted, found] = await Promise.all([built(), present()]);
  const extra = [...found.keys()].filter((path) => !wanted.has(path));
  const differing = [...wanted.keys()].filter((path) => !found.get(path)?.equals(wanted.get(path)));
  if (process.argv.includes("--check")) {
    for (const path of [...extra, ...differing]) {
      console.error(`${relative(ROOT, path)} is not what frontend/ yields: run \`make frontend\`.`);
    }
    process.exitCode = extra.length + differing.length ? 1 : 0;
    return;
  }
  await Promise.all(extra.map((path) => rm(path)));
  await Promise.all(differing.map((path) => writeFile(path, wanted.get(path))));
}

await main();
