/** Where a part of a stage speaks: straight to the terminal, */
export const aloud = {
  say: (line) => console.log(line),
  /** For `run`: where its program speaks. */
  options: {},
};

/** or into a text that is shown when it has ended, since others speak at the same time. */
export function quiet() {
  const said = [];
  return {
    say: (line) => said.push(`${line}\n`),
    options: { tell: (data) => said.push(String(data)) },
    said: () => said.join(""),
  };
}
