import { defineConfig } from 'vite';

// One build with an entry per island and shared chunks; entry names are stable, the import map adds the fingerprints.
export default defineConfig({
  base: './',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../src/TradeForge.Web/wwwroot/shared',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      onwarn: (warning, warn) => { if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning); }, // React Flow's "use client"
      input: { charts: 'src/charts/charts.ts', designer: 'src/designer/index.tsx', view: 'src/designer/view.tsx', canvas: 'src/designer/canvas.css' },
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
