/**
 * Who may import whom. A folder may import only folders that stand before it in this row.
 * docs/architecture.md says the same in words; test/architecture.spec.ts plants a violation and expects it caught.
 */
const ORDER = [
  'platform',
  'layout',
  'network',
  'staff',
  'geography',
  'people',
  'engagement',
  'segments',
  'email',
  'partners',
  'campaigns',
  'events',
  'petitions',
  'outreach',
  'journeys',
  'home',
];
const folders = (names) => `^src/(${names.join('|')})/`;
const shared = ORDER.slice(0, 2);

module.exports = {
  forbidden: [
    ...ORDER.slice(0, -1).map((folder, place) => ({
      name: `${folder}-imports-only-what-stands-before-it`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: [folders(ORDER.slice(place + 1)), '^src/[^/]+\\.ts$'] },
    })),
    {
      name: 'features-meet-at-services',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: folders(ORDER.filter((name) => !shared.includes(name))),
        pathNot: ['^src/$1/', '\\.(service|module|access)\\.ts$'],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'controllers-ask-services',
      severity: 'error',
      from: { path: '\\.controller\\.tsx?$' },
      to: { path: ['node_modules/(typeorm|bullmq|pg|nodemailer)/', '\\.sql\\.ts$'] },
    },
    {
      name: 'views-only-show',
      severity: 'error',
      from: { path: '\\.views\\.tsx?$' },
      to: {
        path: ['\\.(service|sql|jobs)\\.ts$', 'node_modules/(typeorm|bullmq|@nestjs)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-platform-knows-queue-mail-and-driver',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: 'node_modules/(bullmq|nodemailer|pg|smtp-server)/' },
    },
    {
      name: 'source-knows-no-test',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(test|console)/' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
