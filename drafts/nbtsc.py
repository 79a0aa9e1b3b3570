import json,sys,subprocess,os
p=sys.argv[1]
d=json.load(open(p))
imports=[];body=[]
for c in d['cells']:
    if c['cell_type']!='code': continue
    src=''.join(c['source'])
    if src.startswith('import'): imports.append(src)
    else: body.append(f"// CELL {c['id']}\n"+src)
os.makedirs('/work/main/runs/nb',exist_ok=True)
open('/work/main/runs/nb/check.ts','w').write('\n'.join(imports).replace("'../lib'","'../../lib'")+"\nasync function main() {\n"+'\n'.join(body)+"\n}\nvoid main();\n")
open('/work/main/runs/nb/tsconfig.json','w').write('{"extends":"../../tsconfig.json","compilerOptions":{"noEmit":true,"noUnusedLocals":true},"include":["check.ts"]}')
r=subprocess.run(['node','/work/main/node_modules/typescript/bin/tsc','-p','/work/main/runs/nb/tsconfig.json'],capture_output=True,text=True,cwd='/work/main/runs/nb')
print(r.stdout[:4000])
