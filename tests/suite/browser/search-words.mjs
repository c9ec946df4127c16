// Holds the words of the script to those of the index, by the vectors that the Rust tests use as well. Node alone is enough.
// Arguments: the script, the vectors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [script, vectors] = process.argv.slice(2);
runInThisContext(readFileSync(script, "utf8"), { filename: script });
const { casebookSearch: search } = globalThis;
const cases = JSON.parse(readFileSync(vectors, "utf8"));
for (const { text, words } of cases) {
  const found = search.tokens(text);
  assert.deepEqual(found.map((token) => token.word), words, text);
  for (const { start, end } of found) assert.ok(start >= 0 && start < end && end <= text.length, text);
}

// An index by hand. Records: a case, two notes of one and two sections, a source of two. Weights: W is 0, X 1 and so on; 1 to 9 are those.
search.index({
  kinds: [["case", "case", 1], ["note", "note", 2], ["source", "source", 1]],
  titles: ["Case", "One", "Two", "Source"],
  urls: ["index.html", "notes/one.html", "notes/two.html", "sources/s.html"],
  about: ["", "", "", ""],
  anchors: ["", "", "more", "p7"],
  shelves: [3, 64, 8],
  // Words and sections: apple 1:5 2:5; applet 4:5; penalty 3:2; 小米 4:3; 小麦 5:3; 米手 4:3; 𠮷野 1:3; 𠮷野𠮷 2:3
  words: "0apple 5t 0penalty 0小米 1麦 0米手 0𠮷野 2𠮷",
  places: "X5X5 a5 Z2 a3 b3 a3 X3 Y3",
});
const records = (query) => search.look(query).results.map((result) => result.record);
// Equal in weight: in the order of the index. A word that is only begun finds longer ones, behind the whole one.
assert.deepEqual(records("apple "), [1, 2]);
assert.deepEqual(records("apple"), [1, 2, 3]);
assert.deepEqual(records("APP"), [1, 2, 3], "the more of a word is typed, the better");
assert.deepEqual(records("Äpplet"), [3]);
// All words, else some: both in record 2, though in two sections.
assert.deepEqual(records("apple penalties "), [2]);
assert.equal(search.look("apple penalties ").whole, true);
assert.deepEqual(search.look("apple orange ").whole, false);
assert.deepEqual(records("apple orange "), [1, 2]);
assert.deepEqual(records("penalti"), [2], "on the way to a plural");
assert.deepEqual(records("orange "), []);
assert.deepEqual(records("  ,. "), []);
// Chinese: pairs must stand together; a single character begins any pair.
assert.deepEqual(records("小米手"), [3]);
assert.deepEqual(records("小"), [3]);
assert.deepEqual(records("米小"), []);
assert.deepEqual(records("𠮷"), [1, 2]);
// Passages are sections after the first.
const wheat = search.look("小麦");
assert.deepEqual(search.passages(wheat, wheat.results[0], 3), { shown: [1], count: 1 });
const marks = (text, query) => search.excerpt(text, search.look(query).units).pieces.filter(([, hit]) => hit).map(([words]) => words);
assert.deepEqual(marks("Apple’s apples, and an applet: pineapple.", "apple"), ["Apple", "apples", "applet"]);
assert.deepEqual(marks("关于小米手机的小米", "小米手机"), ["小米手机", "小米"]);
assert.deepEqual(marks("米和小米", "米"), ["米", "米"]);
const long = `${"Nothing here. ".repeat(60)}At last a penalty came. ${"Nothing more. ".repeat(60)}`;
const excerpt = search.excerpt(long, search.look("penalty ").units).pieces.map(([words]) => words).join("");
assert.ok(excerpt.startsWith("At last a penalty came.") && excerpt.endsWith(" …") && excerpt.length < 250, excerpt);
console.log(`${cases.length} texts are cut alike`);
