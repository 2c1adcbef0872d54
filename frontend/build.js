/**
 * Bundle each entry point into one file where Python reads it, readable and always the same, copy the
 * pages, and write the types of a journey. JupyterLab's extension is built by `lab/build.js`.
 *
 * `node build.js` writes the files; `node build.js --check` fails if one of them differs.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { EXTENSION, extensionFiles } from "./lab/build.js";
import { journeyTypes, TYPES } from "./types.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..");
const STATIC = join(ROOT, "kit", "studio", "static");

/**
 * The entry points, by the folder into which they are built: modules and style sheets each become a file
 * under its own name, pages are copied.
 */
const ENTRIES = new Map([
  [
    STATIC,
    [
      "bar/bar.css",
      "bar/bar.js",
      "board/board.css",
      "board/board.js",
      "language/language.js",
      "lessons/lesson.css",
      "lessons/lesson.js",
      "room/room_button.css",
      "room/room_button.js",
    ],
  ],
  [join(ROOT, "kit", "room", "phone"), ["phone/phone.css", "phone/phone.html", "phone/phone.js"]],
  [
    join(ROOT, "kit", "studio", "room", "pages"),
    ["room/desk.html", "room/desk.js", "room/pages.css", "room/projector.html", "room/projector.js"],
  ],
]);

/** Libraries inside the bundles, which are passed on with their licences. */
const LIBRARIES = ["htm", "preact"];

/** What each folder's readers understand: phones may be some years old. */
const TARGETS = { phone: "es2020" };

async function bundled(folder, entries) {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    bundle: true,
    charset: "utf8",
    entryPoints: entries.map((path) => ({ in: path, out: basename(path).replace(/\.\w+$/, "") })),
    format: "esm",
    loader: { ".html": "copy" },
    outdir: folder,
    target: TARGETS[basename(folder)] ?? "esnext",
    write: false,
  });
  return outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]);
}

async function licence(name) {
  const folder = join(HERE, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = await readFile(join(folder, "LICENSE"), "utf8");
  return [join(STATIC, `LICENSE-${name}`), Buffer.from(`${name} ${version}\n\n${text}`)];
}

/** Every file that is built, by its path. */
async function built() {
  const bundles = [...ENTRIES].map(([folder, entries]) => bundled(folder, entries));
  const files = [...(await Promise.all(bundles)).flat(), ...(await Promise.all(LIBRARIES.map(licence)))];
  const extension = [...(await extensionFiles())].map(
    ([path, text]) => /** @type {const} */ ([join(EXTENSION, path), Buffer.from(text)]),
  );
  return new Map([...files, ...extension, [TYPES, Buffer.from(await journeyTypes())]]);
}

/** The files in folders that hold nothing but built ones. */
async function inside(...folders) {
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  return names.flatMap((found, n) => found.map((name) => join(folders[n], name)));
}

/** The built files that are there, by their paths. */
async function present() {
  const paths = await inside(...ENTRIES.keys(), join(EXTENSION, "static"));
  const read = [...paths, join(EXTENSION, "package.json"), TYPES].map(
    async (path) => /** @type {const} */ ([path, await readFile(path).catch(() => null)]),
  );
  return new Map(await Promise.all(read));
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
  for (const path of differing) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, wanted.get(path));
  }
}

await main();
