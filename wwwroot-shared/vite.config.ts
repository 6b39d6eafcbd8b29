import { defineConfig } from 'vite';

// One build with an entry per island and shared chunks; entry names are stable, the import map adds the fingerprints.
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: '../src/TradeForge.Web/wwwroot/shared',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { charts: 'src/charts/charts.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
