import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Found wherever the page stands.
  base: "./",
  build: { cssTarget: ["chrome123", "firefox120", "safari17.5"] },
  server: {
    // `npm start` or `python flask/app.py` is the server; this one brings the client as it is edited.
    proxy: { "/socket.io": { target: "http://localhost:3000", ws: true } },
  },
});
