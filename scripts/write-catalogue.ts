/** Writes src/model/catalogue.ts from pipelines/catalogue.yaml; run it after changing a name or adding a statement. */
import { writeFileSync } from 'node:fs';
import { CATALOGUE_MODULE, catalogueModule, contract } from './catalogue-module.ts';

writeFileSync(CATALOGUE_MODULE, catalogueModule(contract()));
