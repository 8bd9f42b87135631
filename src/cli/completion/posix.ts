import type { Level, Value } from "./tree.ts";

/** A value as the scripts know it: its kind, and words after that. */
function shown(value: Value): string {
  return value.kind === "words" ? `words ${value.words.join(" ")}` : value.kind;
}

/** Lines of a `case`, from patterns to what is printed. */
const cases = (lines: readonly (readonly [pattern: string, text: string])[]): string =>
  lines.map(([pattern, text]) => `    ${pattern}) echo '${text}' ;;`).join("\n");

/** What may be typed where, as functions that bash and zsh both run. No name or word of ours has a quote. */
function tables(name: string, levels: readonly Level[]): string {
  const commands = levels
    .filter((level) => level.commands.length > 0)
    .map((level) => [`'${level.path.join(" ")}'`, level.commands.map((one) => one.name).join(" ")] as const);
  const options = levels.map(
    (level) => [`'${level.path.join(" ")}'`, level.options.flatMap(({ names }) => names).join(" ")] as const,
  );
  const taken = levels.flatMap(({ path, options }) =>
    options.flatMap(({ names, value }) => names.map((option) => ({ path: path.join(" "), option, value }))),
  );
  // What an option takes is said once where it is the same with every command.
  const values = new Map(
    taken.flatMap(({ path, option, value }) => {
      if (value === undefined) return [];
      const isSame = taken.every((one) => one.option !== option || (one.value && shown(one.value)) === shown(value));
      return [[isSame ? `*' ${option}'` : `'${path} ${option}'`, shown(value)] as const];
    }),
  );
  for (const { path, arguments: all } of levels) {
    for (const [at, value] of all.entries()) values.set(`'${path.join(" ")} ${at}'`, shown(value));
  }
  return `
# The commands after a command.
_${name}_commands() {
  case "$1" in
${cases(commands)}
  esac
}
# The options of a command.
_${name}_options() {
  case "$1" in
${cases(options)}
  esac
}
# What is typed after an option of a command, or as its argument of this number; nothing after a switch.
_${name}_value() {
  case "$1 $2" in
${cases([...values])}
  esac
}
# The names of the keys.
_${name}_keys() {
  "$1" keys list 2>/dev/null | sed -n 's/  *0x[0-9A-Fa-f]*$//p' | grep -v '[^[:alnum:]._-]'
}`;
}

/**
 * What walks over the words before the one that is typed: to the command, and to what is typed next.
 *
 * @param words - the words, and how many before it, as the shell has them
 */
const walk = (name: string, words: { readonly word: string; readonly first: number; readonly end: string }): string => `
  for ((i = ${words.first}; i < ${words.end}; i++)); do
    word=${words.word}
    if [[ $word == "=" ]]; then continue; fi
    if [[ -n $value ]]; then value=""; continue; fi
    if [[ $word == --*=* ]]; then continue; fi
    if [[ $word == -?* ]]; then value=$(_${name}_value "$command" "$word"); continue; fi
    if [[ $position == 0 && " $(_${name}_commands "$command") " == *" $word "* ]]; then
      command="\${command:+$command }$word"
    else
      position=$((position + 1))
    fi
  done
  if [[ -z $value && $current == -* ]]; then
    value="words $(_${name}_options "$command")"
  elif [[ -z $value && $position == 0 && -n $(_${name}_commands "$command") ]]; then
    value="words $(_${name}_commands "$command")"
  elif [[ -z $value ]]; then
    value=$(_${name}_value "$command" "$position")
  fi`;

/** The script of bash, from version 3.2 on. */
export function bash(name: string, levels: readonly Level[]): string {
  return `# Completion of ${name} in bash, made by: ${name} completion bash
${tables(name, levels)}
# Takes those of some lines that begin as what is typed; compgen would run what stands in them.
_${name}_match() {
  local one
  while IFS= read -r one; do
    if [[ $one == "$1"* ]]; then COMPREPLY+=("$one"); fi
  done
}
_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} command="" value="" position=0 word i
  # Bash breaks a word at =.
  if [[ $current == "=" ]]; then current=""; fi
${walk(name, { word: `"\${COMP_WORDS[i]}"`, first: 1, end: "COMP_CWORD" })}
  COMPREPLY=()
  case $value in
    words\\ *) _${name}_match "$current" < <(printf '%s\\n' \${value#words }) ;;
    key) _${name}_match "$current" < <(_${name}_keys "\${COMP_WORDS[0]}") ;;
    file | folder)
      local IFS=$'\\n' action=-f
      if [[ $value == folder ]]; then action=-d; fi
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen $action -- "$current"))
      ;;
  esac
}
complete -F _${name} ${name}
`;
}

/** The script of zsh. */
export function zsh(name: string, levels: readonly Level[]): string {
  return `#compdef ${name}
# Completion of ${name} in zsh, made by: ${name} completion zsh
${tables(name, levels)}
_${name}() {
  local current=\${words[CURRENT]} command="" value="" word
  integer position=0 i
${walk(name, { word: `"\${words[i]}"`, first: 2, end: "CURRENT" })}
  case $value in
    words\\ *) compadd -- \${=value#words } ;;
    key) compadd -- \${(f)"$(_${name}_keys "\${words[1]}")"} ;;
    file) _files ;;
    folder) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}
