/** Build the extension of JupyterLab with JupyterLab's own builder, without source maps. */
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HERE = dirname(fileURLToPath(import.meta.url));
const WORK = join(HERE, "work"); // below the libraries, which the builder looks for
const BUILDER = join(HERE, "node_modules", "@jupyterlab", "builder", "lib", "build-labextension.js");

/** Where the extension stands in the package. */
export const EXTENSION = join(HERE, "..", "..", "kit", "studio", "lab", "labextensions", "parcours-lab");

/** The folder of the installed JupyterLab that says what it shares: make sets it. */
function staging() {
  const folder = process.env.JUPYTERLAB_STAGING;
  if (!folder) throw new Error("JUPYTERLAB_STAGING is not set: run `make frontend`.");
  return folder;
}

/** The built files by their paths in the extension. */
export async function extensionFiles() {
  const { name, version, license, ...stated } = JSON.parse(
    await readFile(join(HERE, "package.json"), "utf8"),
  );
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK);
  const sources = (await readdir(HERE)).filter((file) => file.endsWith(".js") && file !== "build.js");
  await Promise.all(sources.map((file) => cp(join(HERE, file), join(WORK, file))));
  const own = { name, version, license, ...stated, jupyterlab: { extension: true, outputDir: "out" } };
  await writeFile(join(WORK, "package.json"), JSON.stringify(own));
  await promisify(execFile)(process.execPath, [BUILDER, "--development", "--core-path", staging(), WORK], {
    cwd: WORK,
  });
  const { jupyterlab } = JSON.parse(await readFile(join(WORK, "out", "package.json"), "utf8"));
  const shipped = { name, version, license, jupyterlab: { extension: true, _build: jupyterlab._build } };
  const scripts = (await readdir(join(WORK, "out", "static"))).filter((file) => /\.\w{20}\.js$/.test(file));
  const files = await Promise.all(
    scripts.map(async (file) => {
      const text = await readFile(join(WORK, "out", "static", file), "utf8");
      return /** @type {const} */ ([
        join("static", file),
        text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"),
      ]);
    }),
  );
  await rm(WORK, { recursive: true });
  return new Map([["package.json", `${JSON.stringify(shipped, null, 2)}\n`], ...files]);
}
