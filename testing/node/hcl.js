// Terraform's own parser and formatter, from its Go source as WebAssembly.
// Standard input: {"name": "text of a file in Terraform's language", …}
// Standard output: {"name": {"formatted": "…", "meaning": {…}}, …}; {"name": {"refused": "why"}} where it is not that language.
const { format } = require("@cdktf/hcl-tools");
const { parse } = require("@cdktf/hcl2json");

let text = "";
process.stdin.on("data", chunk => (text += chunk));
process.stdin.on("end", async () => {
  const answer = {};
  for (const [name, hcl] of Object.entries(JSON.parse(text))) {
    try {
      const meaning = await parse(name, hcl);
      answer[name] = { formatted: await format(hcl), meaning };
    } catch (error) {
      answer[name] = { refused: String(error.message ?? error) };
    }
  }
  process.stdout.write(JSON.stringify(answer), () => process.exit(0));
});
