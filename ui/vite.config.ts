/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { env } from 'node:process';
import { defineConfig } from 'vite';

/** What the server sends too; the preview runs under it, so that a breach shows at once. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/classes/dev/kilter/ui',
    emptyOutDir: true,
    // A data: address is not of this server, so the policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
  worker: { format: 'es' },
  preview: { headers: { 'Content-Security-Policy': policy } },
  server: { proxy: { '/api': { target: env['KILTER_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: true } } },
  test: { environment: 'jsdom', setupFiles: ['src/testing.ts'], restoreMocks: true, css: false },
});
