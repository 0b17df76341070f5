import tseslint from 'typescript-eslint';

const typeormHooks = [
  'OneToMany',
  'ManyToMany',
  'BaseEntity',
  'EventSubscriber',
  'BeforeInsert',
  'AfterInsert',
  'BeforeUpdate',
  'AfterUpdate',
  'AfterLoad',
  'Tree',
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'data',
      'coverage',
      'console/dist',
      'console/src/api.d.ts',
      '**/*.js',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 250 }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'typeorm',
              importNames: typeormHooks,
              message: 'Relations point one way and rows have no hooks: see docs/style.md.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Ask Config.' },
        {
          selector: "CallExpression[callee.property.name='forwardRef']",
          message: 'Import left only: see docs/architecture.md.',
        },
      ],
    },
  },
  {
    files: ['src/platform/config/**', 'src/main.ts', 'src/worker.ts', 'src/start.ts', 'src/cli.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
