/**
 * Write `board/journey.d.ts`: the types of a journey, from the JSON Schema of workshop files.
 *
 * A file may abbreviate; the board holds what the session has read. So null, which a file may state for
 * nothing, and numbers where a text stands are left out.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const SCHEMA = new URL("../workshops/workshop.schema.json", import.meta.url);
export const TYPES = fileURLToPath(new URL("board/journey.d.ts", import.meta.url));

function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (schema === null || typeof schema !== "object") return schema;
  const {
    title,
    description,
    default: _,
    examples,
    $schema,
    $id,
    pattern,
    propertyNames,
    format,
    ...kept
  } = schema;
  if (kept.anyOf) {
    const stated = kept.anyOf.filter(({ type }) => type !== "null");
    const flag = stated.some(({ type }) => type === "boolean");
    const options = stated.filter(({ type }) => !(flag && type === "string"));
    return options.length === 1 ? plain(options[0]) : { anyOf: plain(options) };
  }
  if (Array.isArray(kept.type)) {
    const types = kept.type.filter((type) => type !== "null");
    kept.type =
      types.includes("boolean") && types.length === 2
        ? "boolean"
        : types.includes("string")
          ? "string"
          : types;
  }
  const named = ["properties", "$defs"].filter((name) => kept[name]);
  const inner = named.map((name) => [
    name,
    Object.fromEntries(Object.entries(kept[name]).map(([key, value]) => [key, plain(value)])),
  ]);
  const others = Object.entries(kept).filter(([name]) => !named.includes(name));
  return {
    ...Object.fromEntries(others.map(([name, value]) => [name, plain(value)])),
    ...Object.fromEntries(inner),
  };
}

/** The text of the declarations. */
export async function journeyTypes() {
  const schema = plain(JSON.parse(await readFile(SCHEMA, "utf8")));
  return compile(schema, "Workshop", {
    additionalProperties: false,
    bannerComment: "// Generated from workshops/workshop.schema.json by types.js: make frontend.",
    declareExternallyReferenced: true,
    format: false,
    ignoreMinAndMaxItems: true,
  });
}
