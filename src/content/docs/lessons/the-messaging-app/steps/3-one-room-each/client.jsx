import { useEffect, useState } from "react";
import { Log, MessageForm } from "#screen";

export const say = (socket, message) => socket.emit("say", message);

export default function Client({ socket, name }) {
  const [room, setRoom] = useState(name === "Carol" ? "kitchen" : "general");
  const [messages, setMessages] = useState([]);

  useEffect(() => {
    const onMessages = (data) => {
      if (data.room === room) setMessages(data.messages);
    };
    socket.on("messages", onMessages);
    socket.emit("join", { room });
    return () => {
      socket.emit("leave", { room });
      socket.off("messages", onMessages);
      setMessages([]);
    };
  }, [socket, room]);

  const onSend = (text) => say(socket, { room, from: name, text });

  return (
    <>
      <Log name={name}>
        {messages.map((message, index) => (
          <li key={index}>
            <b>{message.from}</b> <bdi>{message.text}</bdi>
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
