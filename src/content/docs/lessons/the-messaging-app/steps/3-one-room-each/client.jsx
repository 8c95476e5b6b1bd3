import { useEffect, useState } from "react";

export const say = (socket, message) => socket.emit("say", message);

export default function Client({ socket, name }) {
  const [room, setRoom] = useState(name === "Carol" ? "kitchen" : "general");
  const [messages, setMessages] = useState([]);
  const [text, setText] = useState("");

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
        <select
          aria-label="Room"
          value={room}
          onChange={(event) => setRoom(event.target.value)}
        >
          <option>general</option>
          <option>kitchen</option>
        </select>
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
