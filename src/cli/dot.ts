import { graphOf } from "../history/graph.ts";
import type { Hex, Trace } from "../history/types.ts";
import { actionNames } from "../lifecycle/vocabulary.ts";
import { inWords } from "../lifecycle/words.ts";

/**
 * A trace as a graph, as Graphviz reads it: a box of entries for each history, what they follow and come from as arrows.
 * What the trace leaves out is dotted.
 */
export function printDot(trace: Trace): string {
  const { edges } = graphOf(trace);
  const absent = edges.flatMap((edge): readonly Hex[] => (edge.to === undefined ? [edge.origin.head] : []));
  return [
    "digraph trace {",
    "  rankdir=BT; node [shape=box];",
    ...trace.histories.flatMap(({ subject, kind, entries }) => [
      `  subgraph "cluster ${subject}" {`,
      `    label="${kind} ${subject.slice(0, 10)}…";`,
      ...entries.map(({ head, action }) => `    "${head}" [label="${inWords(action)} ${actionNames[action]}"];`),
      "  }",
    ]),
    ...[...new Set(absent)].map((head) => `  "${head}" [label="not in this trace", style=dotted];`),
    ...edges.map((edge) => {
      const label = edge.type === "follows" ? "" : ` [label="${inWords(edge.type)}"]`;
      return `  "${edge.from}" -> "${edge.to ?? edge.origin.head}"${label};`;
    }),
    "}",
  ].join("\n");
}
