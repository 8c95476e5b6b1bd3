import { useEffect, useState } from "react";
import { Log, MessageForm } from "#screen";

export const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** What shows a message in the room that is on screen, by its socket. */
const screens = new Map();

export async function say(socket, { id, room, from, text }) {
  const message = { id, room, from, text };
  const show = (news) => screens.get(socket)?.({ ...message, ...news });
  show({ state: "sending" });
  try {
    await socket.timeout(5000).emitWithAck("say", message);
    show({ state: "sent" });
  } catch {
    show({ state: "failed" });
  }
}

/** Adds a message; one that is there already takes its own place again. */
function put(messages, message) {
  const at = messages.findIndex(({ id }) => id === message.id);
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

export default function Client({ socket, name }) {
  const [room, setRoom] = useState(name === "Carol" ? "kitchen" : "general");
  const [messages, setMessages] = useState([]);

  useEffect(() => {
    const show = (message) => {
      if (message.room === room) setMessages((before) => put(before, message));
    };
    const onMessages = (list) => list.forEach(show);
    socket.on("messages", onMessages);
    socket.emit("join", { room });
    screens.set(socket, show);
    return () => {
      screens.delete(socket);
      socket.emit("leave", { room });
      socket.off("messages", onMessages);
      setMessages([]);
    };
  }, [socket, room]);

  const onSend = (text) => say(socket, { id: newId(), room, from: name, text });

  return (
    <>
      <Log name={name}>
        {messages.map((message) => (
          <li key={message.id}>
            <b>{message.from}</b> <bdi>{message.text}</bdi>{" "}
            <i>{message.state}</i>
            {message.state === "failed" && (
              <button onClick={() => say(socket, message)}>Try again</button>
            )}
          </li>
        ))}
      </Log>
      <MessageForm onSend={onSend}>
        <select
          aria-label="Room"
          value={room}
          onChange={(event) => setRoom(event.target.value)}
        >
          <option>general</option>
          <option>kitchen</option>
        </select>
      </MessageForm>
    </>
  );
}
