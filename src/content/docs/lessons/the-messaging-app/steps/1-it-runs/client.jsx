import { useEffect, useState } from "react";
import { Log, MessageForm } from "#screen";

export const say = (socket, message) => socket.emit("send_message", message);

export default function Client({ socket, name }) {
  const room = name === "Carol" ? "kitchen" : "general";
  const [messages, setMessages] = useState([]);

  useEffect(() => {
    socket.on(`newMessage/${room}`, (data) => {
      setMessages(data.messages);
    });
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
      <MessageForm onSend={onSend} />
    </>
  );
}
