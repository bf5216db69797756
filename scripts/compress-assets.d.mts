export declare function compressAssets(root: string): Promise<void>
