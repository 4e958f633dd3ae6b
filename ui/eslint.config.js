import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['target', 'node_modules'] },
  ...typescript.configs.recommended,
  a11y.flatConfigs.strict,
  {
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', 500],
      // Text of others is shown as text; there is no place for markup of theirs.
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Show text as text.' },
      ],
      'jsx-a11y/no-autofocus': 'off',
      'jsx-a11y/no-noninteractive-element-to-interactive-role': ['error', { ul: ['listbox'], li: ['option'], table: ['treegrid'], tr: ['row'], td: ['gridcell'] }],
      // A treegrid is moved through by its rows' keys; the grid itself only listens.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'row', 'log'], allowExpressionValues: true }],
    },
  },
  {
    files: ['build/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', document: 'readonly', window: 'readonly', performance: 'readonly', localStorage: 'readonly', location: 'readonly', requestAnimationFrame: 'readonly', setTimeout: 'readonly', PerformanceObserver: 'readonly', MessageChannel: 'readonly', getComputedStyle: 'readonly' } },
  },
);
