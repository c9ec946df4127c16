// Validates `case.json` in some folders against the schema beside it, and holds that the schema refuses what is wrong.
//
// node validate.mjs MODULES FOLDER…

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...folders] = process.argv.slice(2);
const require = createRequire(join(modules, "validate.cjs"));
const Ajv = require("ajv/dist/2020.js").default;
const formats = require("ajv-formats").default;

// What no case may be; false where the case has nothing to spoil so.
const spoilt = {
    "a key that it doesn't know": (data) => { data.more = 1; },
    "a record with a key of another kind": (data) => data.sources.length > 0 && void (data.sources[0].order = 1),
    "an edition that there isn't": (data) => { data.edition = "teacher"; },
    "a quotation without a verdict": (data) => data.quotations.length > 0 && delete data.quotations[0].verdict && undefined,
    "words of an article whose rights are for its record alone": (data) => {
        if (data.sources.length === 0) return false;
        Object.assign(data.sources[0], { rights: "record", text: "words", paragraphs: [] });
    },
    "a mention with half of its place": (data) => data.mentions.length > 0 && void (data.mentions[0] = { profile: "a", source: "b", paragraph: 1, start: 1 }),
};

const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const faults = [];

for (const folder of folders) {
    // Strict: a keyword that is misspelt, or that can't do anything where it stands, is a fault of the schema.
    const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
    formats(ajv);
    const validate = ajv.compile(read(folder, "case.schema.json"));
    const data = read(folder, "case.json");
    if (!validate(data)) {
        faults.push(`${folder}: ${ajv.errorsText(validate.errors)}`);
        continue;
    }
    for (const [change, spoil] of Object.entries(spoilt)) {
        const copy = structuredClone(data);
        if (spoil(copy) !== false && validate(copy)) faults.push(`${folder}: the schema takes ${change}`);
    }
}

if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exit(1);
}
console.log(`${folders.length} cases follow their schema`);
