import type { ClientAnswer } from "#lab/exercise/answer.ts";
import type { Judged } from "#lab/exercise/judge.ts";
import {
  didOf,
  linesOf,
  senderOf,
  type ReportLine,
} from "#lab/exercise/report.ts";
import type { ShownPacket } from "../lab/shown-packet.ts";
import { CodeWords } from "./CodeWords.tsx";

interface Props {
  checks: readonly Judged[];
  /** Stops the stage on a packet. */
  onShow: (packet: ShownPacket) => void;
  /** What the button of an action in the lab says; undefined for one that it has not. */
  labelOf: (action: string) => string | undefined;
  /** Does an action in the lab, which would show what is not shown yet. */
  onTry: (action: string) => void;
}

/** What each check says of the run, and where it failed, who should have received what and did. */
export function CheckList({ checks, onShow, labelOf, onTry }: Props) {
  return (
    <ul className="checks" aria-label="Checks">
      {checks.map(({ id, says, answer }) => (
        <li key={id} data-verdict={answer.verdict}>
          <span className="verdict">{answer.verdict}</span>
          <span className="says">
            <CodeWords text={says} />
          </span>
          {"packet" in answer && answer.packet && (
            <ShowButton
              packet={{ ...answer.packet, wrong: answer.verdict === "failed" }}
              onShow={onShow}
            />
          )}
          {answer.verdict === "not shown" && answer.action !== undefined && (
            <TryButton
              action={answer.action}
              label={labelOf(answer.action)}
              onTry={onTry}
            />
          )}
          {"why" in answer && answer.why !== undefined && (
            <p className="why">
              <CodeWords text={answer.why} />
            </p>
          )}
          {answer.verdict === "failed" &&
            answer.clients.map((client) => (
              <Difference key={client.client} client={client} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function ShowButton({
  packet,
  onShow,
}: {
  packet: ShownPacket;
  onShow: Props["onShow"];
}) {
  return (
    <button type="button" className="link" onClick={() => onShow(packet)}>
      {packet.wrong ? "show the packet" : "show"}
    </button>
  );
}

function TryButton({
  action,
  label,
  onTry,
}: {
  action: string;
  label: string | undefined;
  onTry: Props["onTry"];
}) {
  return (
    label !== undefined && (
      <button type="button" className="link" onClick={() => onTry(action)}>
        {label}
      </button>
    )
  );
}

/** What one client should have received, and what it did, one below the other. */
function Difference({ client }: { client: ClientAnswer }) {
  return (
    <dl className="difference" translate="no">
      <dt>expected</dt>
      <dd>
        <Lines lines={linesOf(client, client.expected)} />
      </dd>
      <dt>{didOf(client)}</dt>
      <dd>
        {client.received.length === 0 ? (
          <Lines lines={linesOf(client, [])} />
        ) : (
          client.received.map((packet, place) => (
            <div key={place}>
              <Lines lines={linesOf(client, [packet.text], place)} />
              {packet.wrongFrom !== undefined && (
                <span className="wrong">
                  <span className="name" />
                  <span
                    className="mark"
                    style={{ paddingInlineStart: `${packet.wrongFrom}ch` }}
                  >
                    {`^ ${senderOf(packet)}`}
                  </span>
                </span>
              )}
            </div>
          ))
        )}
      </dd>
    </dl>
  );
}

const Lines = ({ lines }: { lines: readonly ReportLine[] }) =>
  lines.map(({ name, text }, place) => (
    <span key={place} className="line">
      <span className="name">{name}</span>
      <span className="text">{text}</span>
    </span>
  ));
