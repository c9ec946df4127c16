// A style that writes each field, so that what citeproc understood can be compared.
let CSL;
try { CSL = require("citeproc"); } catch { process.exit(77); }
const items = JSON.parse(require("fs").readFileSync(0, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><style-options punctuation-in-quote="false"/><date form="text"><date-part name="year"/></date><terms><term name="et-al">et al.</term><term name="and">and</term><term name="open-quote">“</term><term name="close-quote">”</term><term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term></terms></locale>`;
const text = (variable) => `<text variable="${variable}"/>`;
const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation><bibliography><layout><group delimiter="|">
<group prefix="t:">${text("title")}</group><group prefix="a:"><names variable="author"><name delimiter=";" delimiter-precedes-last="always"/></names></group>
<group prefix="c:">${text("container-title")}</group><group prefix="p:">${text("publisher")}</group>
<group prefix="d:"><date variable="issued"><date-part name="year"/><date-part name="month" form="numeric" prefix="-"/><date-part name="day" prefix="-"/></date></group>
<group prefix="u:">${text("URL")}</group></group></layout></bibliography></style>`;
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style);
engine.setOutputFormat("text");
engine.updateItems(items.map((item) => item.id));
const [about, entries] = engine.makeBibliography();
console.log(JSON.stringify(about.entry_ids.map(([id], at) => [id, entries[at]])));
