import { useEffect, useState } from "react";

export const say = (socket, message) => socket.emit("send_message", message);

export default function Client({ socket, name }) {
  const room = name === "Carol" ? "kitchen" : "general";
  const [messages, setMessages] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    socket.on(`newMessage/${room}`, (data) => {
      setMessages(data.messages);
    });
  }, [socket, room]);

  function onSubmit(event) {
    event.preventDefault();
    say(socket, { room, from: name, text });
    setText("");
  }

  return (
    <>
      <div
        className="log"
        role="log"
        aria-label={`${name}'s messages`}
        tabIndex={0}
      >
        <ul>
          {messages.map((message, index) => (
            <li key={index}>
              <b>{message.from}</b> {message.text}
            </li>
          ))}
        </ul>
      </div>
      <form className="field" onSubmit={onSubmit}>
        <input
          aria-label="Message"
          placeholder="Message"
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button>Send</button>
      </form>
    </>
  );
}
