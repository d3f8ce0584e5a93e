/** markdownlint in a worker: a note in, its findings out. */

import { lint } from "markdownlint/sync";

const scope = self as unknown as { onmessage: (event: MessageEvent<string>) => void; postMessage(found: unknown): void };

scope.onmessage = ({ data }) => {
  const { note = [] } = lint({ strings: { note: data } });
  scope.postMessage(
    note.map(({ lineNumber, ruleNames, ruleDescription }) => ({
      line: lineNumber,
      message: `${ruleNames[0]} ${ruleDescription}`,
    })),
  );
};
