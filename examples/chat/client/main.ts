import { io } from "socket.io-client";
import { openChat } from "./open-chat.tsx";

const element = document.querySelector("#chat");
if (!element) throw new Error("The page has no element #chat.");

// The server that sent this page has the chat too: no address is needed.
openChat(element, io({ autoConnect: false }));
