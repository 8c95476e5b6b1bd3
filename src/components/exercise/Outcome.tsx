import { useSyncExternalStore } from "react";
import type { ShownPacket } from "../lab/shown-packet.ts";
import { BrokenCheck } from "./BrokenCheck.tsx";
import { CheckList } from "./CheckList.tsx";
import { checkToHelp } from "./hints.ts";
import { Hints } from "./Hints.tsx";
import type { ExerciseSkeleton, ExerciseState } from "./use-exercise.ts";
import styleHref from "./outcome.css?url&no-inline";

interface Props {
  state: ExerciseState;
  skeleton: ExerciseSkeleton;
  onShow: (packet: ShownPacket) => void;
}

const NEVER = (): (() => void) => () => undefined;

/** What came of the last check: what went wrong, what each check says, and hints. */
export default function Outcome({
  state,
  skeleton: { file, starter },
  onShow,
}: Props) {
  const { checked, failure, definition, solution, hints } = state;
  const judgement = checked?.judgement;
  // A program may come to its end after its checks.
  const lab = checked?.page.lab;
  const later = useSyncExternalStore(
    lab?.onTrouble ?? NEVER,
    () => lab?.trouble()?.text,
  );
  const help = judgement && definition && checkToHelp(definition, judgement);
  const trouble = failure ?? judgement?.stopped ?? later;
  return (
    <>
      {/* Not among the page's own styles: most pages are read without a check. */}
      <link rel="stylesheet" href={styleHref} precedence="part" />
      {trouble !== undefined && (
        <p role="alert" className="trouble">
          {trouble}
        </p>
      )}
      {checked && judgement?.broken !== undefined && (
        <BrokenCheck why={judgement.broken} lab={checked.page.lab} />
      )}
      {checked && (
        <CheckList
          checks={checked.judgement.checks}
          onShow={onShow}
          labelOf={(action) =>
            checked.page.lab.definition.actions[action]?.label
          }
          onTry={(action) => {
            checked.page.playback.goLive();
            // What went wrong is said in the lab.
            checked.page.lab.act(action).catch(() => undefined);
          }}
        />
      )}
      {hints > 0 && help && solution !== undefined && (
        <Hints
          opened={hints}
          check={help}
          file={file}
          starter={starter}
          solution={solution}
          mine={state.code.files[file] ?? starter}
        />
      )}
    </>
  );
}
