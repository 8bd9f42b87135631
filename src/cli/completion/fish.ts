import type { Level, Value } from "./tree.ts";

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&").replaceAll("\n", " ")}'`;

/** What is offered where a value is typed. */
function offered(name: string, value: Value): string {
  switch (value.kind) {
    case "words":
      return `-f -a ${quoted(value.words.join(" "))}`;
    case "key":
      return `-f -a '(__${name}_keys)'`;
    case "file":
      return "-F";
    case "folder":
      return "-f -a '(__fish_complete_directories)'";
    case "other":
      return "-f";
  }
}

/** The script of fish. */
export function fish(name: string, levels: readonly Level[]): string {
  const lines = levels.flatMap((level) => {
    const path = level.path.join(" ");
    const line = (condition: string, rest: string) => `complete -c ${name} -n ${quoted(condition)} ${rest}`;
    const inIt = `__${name}_in ${path}`.trim();
    return [
      ...level.commands.map((one) =>
        line(`__${name}_at ${path}`.trim(), `-f -a ${quoted(one.name)} -d ${quoted(one.summary)}`),
      ),
      ...level.options.map(({ names, description, value }) => {
        const flags = names.map((one) => (one.startsWith("--") ? `-l ${one.slice(2)}` : `-s ${one.slice(1)}`));
        const after = value === undefined ? [] : [`-r ${offered(name, value)}`];
        return line(inIt, [...flags, ...after, `-d ${quoted(description)}`].join(" "));
      }),
      ...level.arguments.filter(({ kind }) => kind !== "other").map((value) => line(inIt, offered(name, value))),
    ];
  });
  return `# Completion of ${name} in fish, made by: ${name} completion fish

# The words that were typed and are no options.
function __${name}_words
    set -l words (commandline -opc)
    string match -v -- '-*' $words[2..-1]
end
# Whether nothing but this command was typed.
function __${name}_at
    test "$(__${name}_words | string join ' ')" = "$argv"
end
# Whether this command was typed, and perhaps more.
function __${name}_in
    set -l words (__${name}_words)
    set -l count (count $argv)
    test $count -eq 0; and test (count $words) -eq 0; and return 0
    test $count -gt 0; and test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
end
# The names of the keys.
function __${name}_keys
    ${name} keys list 2>/dev/null | string match -r '^.*\\S(?=\\s+0x[0-9A-Fa-f]+$)'
end

complete -c ${name} -f
${lines.join("\n")}
`;
}
