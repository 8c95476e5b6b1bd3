import type { ShownPacket } from "../../lab/shown-packet.ts";
import { BrokenCheck } from "../BrokenCheck.tsx";
import { CheckList } from "../CheckList.tsx";
import { checkToHelp, READING_RUNGS } from "../hints.ts";
import { HintText } from "../HintText.tsx";
import type { ReadingState } from "./use-reading.ts";
import "../outcome.css";

interface Props {
  state: ReadingState;
  onShow: (packet: ShownPacket) => void;
}

/** What came of the last check: what went wrong, what each check says, and hints. */
export default function ReadingOutcome({ state, onShow }: Props) {
  const { judgement, failure, run, hints, answer } = state;
  const help = judgement && run && checkToHelp(run.definition, judgement);
  const trouble = failure ?? judgement?.stopped;
  return (
    <>
      {trouble !== undefined && (
        <p role="alert" className="trouble">
          {trouble}
        </p>
      )}
      {judgement?.broken !== undefined && run && (
        <BrokenCheck why={judgement.broken} lab={run.page.lab} />
      )}
      {judgement && (
        <CheckList
          checks={judgement.checks}
          onShow={onShow}
          labelOf={() => undefined}
          onTry={() => undefined}
        />
      )}
      {hints > 0 && help && (
        <ol className="hints" aria-label="Hints">
          {READING_RUNGS.slice(0, hints).map((rung, place) => (
            <li key={rung}>
              <small>{`Hint ${place + 1} of ${READING_RUNGS.length}: ${rung}`}</small>
              <HintText place={place} check={help} />
              {place === 3 && <TheAnswer packet={answer} onShow={onShow} />}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Where the packet is that was to be found; of a prediction, the checks have told the answer. */
function TheAnswer({
  packet,
  onShow,
}: {
  packet: ShownPacket | Omit<ShownPacket, "wrong"> | undefined;
  onShow: Props["onShow"];
}) {
  if (!packet)
    return (
      <p>
        Each check above says what it was. Follow the packets in the list to see
        why.
      </p>
    );
  return (
    <p>
      <button
        type="button"
        className="link"
        onClick={() => onShow({ ...packet, wrong: false })}
      >
        Show the packet
      </button>
    </p>
  );
}
