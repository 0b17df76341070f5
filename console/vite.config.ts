import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server hands out console/dist under /console/ and answers every unknown path below it with
// index.html. In development the API comes from a server that is already running (`npm start`).
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  // Every file under a name of its own: the server hands out assets/ alone, and its policy takes no data: from scripts.
  build: { target: 'es2022', assetsInlineLimit: 0, emptyOutDir: true, chunkSizeWarningLimit: 700 },
});
