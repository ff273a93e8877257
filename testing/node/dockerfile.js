// A Dockerfile's instructions, as a parser of Dockerfiles reads them.
// Standard input: the Dockerfile
// Standard output: a line for each instruction: its keyword and its arguments, with tabs between them; the strings of a
// JSON list where one stands there.
const { DockerfileParser } = require("dockerfile-ast");

let text = "";
process.stdin.on("data", chunk => (text += chunk));
process.stdin.on("end", () => {
  const lines = DockerfileParser.parse(text).getInstructions().map(instruction => {
    const listed = instruction.getJSONStrings?.() ?? [];
    const words = listed.length > 0
      ? listed.map(each => each.getJSONValue())
      : instruction.getArguments().map(each => each.getValue());
    return [instruction.getKeyword(), ...words].map(word => word.replace(/\s+/g, " ")).join("\t");
  });
  process.stdout.write(lines.join("\n") + "\n", () => process.exit(0));
});
