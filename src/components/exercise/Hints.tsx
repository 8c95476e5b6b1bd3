import { useState } from "react";
import type { Check } from "#lab/exercise/exercise.ts";
import { diffOf } from "../code/step-diff.ts";
import { HintText } from "./HintText.tsx";
import { linesToOrder, RUNGS, shuffled } from "./hints.ts";

interface Props {
  /** How many rungs the reader has opened, from 1. */
  opened: number;
  /** The check that they are about. */
  check: Check;
  /** Name of the program's file. */
  file: string;
  starter: string;
  solution: string;
  /** What the reader has written: it stays as it is. */
  mine: string;
}

/** The hints that were opened so far, the latest last. */
export function Hints({ opened, check, file, starter, solution, mine }: Props) {
  return (
    <ol className="hints" aria-label="Hints">
      {RUNGS.slice(0, opened).map((rung, place) => (
        <li key={rung}>
          <small>{`Hint ${place + 1} of ${RUNGS.length}: ${rung}`}</small>
          <HintText place={place} check={check} />
          {place === 3 && (
            <OrderLines lines={linesToOrder(starter, solution)} />
          )}
          {place === 4 && (
            <Solution file={file} mine={mine} solution={solution} />
          )}
        </li>
      ))}
    </ol>
  );
}

/** Lines of a solution, to be put in order. */
function OrderLines({ lines }: { lines: readonly string[] }) {
  // Lines may be alike: each is told from the others by where it began.
  const [order, setOrder] = useState(() =>
    shuffled(lines).map((line, key) => ({ line, key })),
  );
  const isRight = order.every(({ line }, place) => line === lines[place]);
  const move = (from: number, to: number): void =>
    setOrder((now) => {
      const next = [...now];
      next.splice(to, 0, ...next.splice(from, 1));
      return next;
    });
  return (
    <>
      <p>Put these lines of a solution in order.</p>
      <ol className="order" translate="no">
        {order.map(({ line, key }, place) => (
          <li key={key}>
            <code>{line}</code>
            <button
              type="button"
              aria-label={`Move up: ${line.trim()}`}
              aria-disabled={place === 0}
              onClick={() => place > 0 && move(place, place - 1)}
            >
              ↑
            </button>
            <button
              type="button"
              aria-label={`Move down: ${line.trim()}`}
              aria-disabled={place === order.length - 1}
              onClick={() => place < order.length - 1 && move(place, place + 1)}
            >
              ↓
            </button>
          </li>
        ))}
      </ol>
      <p role="status">{isRight ? "That’s the order." : ""}</p>
    </>
  );
}

const SIGNS = { same: " ", added: "+", removed: "-" } as const;

/** How a solution differs from what the reader has, which stays as it is. */
function Solution({
  file,
  mine,
  solution,
}: {
  file: string;
  mine: string;
  solution: string;
}) {
  return (
    <>
      <p>
        One way to solve it, as a change of your code. Other programs that make
        the same packets are right too.
      </p>
      <pre
        className="solution"
        translate="no"
        tabIndex={0}
        aria-label={`A solution, as a change of ${file}`}
        role="group"
      >
        {diffOf(mine, solution, file).map(({ kind, lines, hidden }, part) =>
          hidden ? (
            <span
              key={part}
              className="hidden-lines"
            >{`  … ${hidden} lines\n`}</span>
          ) : (
            lines.map((tokens, place) => (
              <span key={`${part}.${place}`} data-kind={kind}>
                <span>{`${SIGNS[kind]} `}</span>
                {tokens.map(({ text, kind: token }, index) => (
                  <span key={index} className={token}>
                    {text}
                  </span>
                ))}
                <span>{"\n"}</span>
              </span>
            ))
          ),
        )}
      </pre>
    </>
  );
}
