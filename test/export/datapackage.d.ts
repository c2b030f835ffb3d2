declare module 'datapackage' {
  interface Resource {
    readonly name: string;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    read(options: { keyed: true; cast?: boolean }): Promise<Record<string, unknown>[]>;
  }
  interface Package {
    readonly valid: boolean;
    readonly errors: readonly Error[];
    readonly resources: readonly Resource[];
    getResource(name: string): Resource;
  }
  interface Profile {
    validate(descriptor: unknown): { valid: boolean; errors: readonly Error[] };
  }
  const datapackage: {
    Package: { load(path: string, options?: { strict?: boolean; basePath?: string }): Promise<Package> };
    Profile: { load(name: string): Promise<Profile> };
  };
  export default datapackage;
}
