import { useEffect, useState } from "react";
import { colourOf } from "#chat/client/screen/colour-of.ts";
import { describeTrip, type Trip } from "#lab/chat/chat-beat.ts";
import type { ChatPlayback } from "#lab/chat/chat-playback.ts";

const SHOWN = 5;

/** What has travelled of late, by the places it came to; the newest is also said aloud. */
export function TripNews({ playback }: { playback: ChatPlayback }) {
  const [trips, setTrips] = useState<readonly Trip[]>([]);

  useEffect(
    () =>
      playback.onEnd((trip) =>
        setTrips((before) =>
          [trip, ...before.filter((one) => one !== trip)].slice(0, SHOWN),
        ),
      ),
    [playback],
  );

  const [latest] = trips;
  return (
    <>
      <div className="trips">
        {latest ? (
          <ol aria-label="What has travelled">
            {trips.map((trip) => (
              <li key={trip.id} className={colourOf(trip.by.id)}>
                <b>
                  <Title trip={trip} />
                </b>{" "}
                <span>{trip.path.join(" → ")}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p>Send a message in the chat, and read its way here.</p>
        )}
      </div>
      <p className="sr-only" aria-live="polite">
        {latest && `${describeTrip(latest)}.`}
      </p>
    </>
  );
}

/** A name that begins the title reads in its own direction, and what follows goes on in ours. */
function Title({ trip: { title, by } }: { trip: Trip }) {
  const name = title.startsWith(by.name) ? by.name : "";
  return (
    <>
      <bdi>{name}</bdi>
      <span>{title.slice(name.length)}</span>
    </>
  );
}
