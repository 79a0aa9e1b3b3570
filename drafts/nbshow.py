import json,re,html,sys,base64,os
p=sys.argv[1]; out=sys.argv[2]; os.makedirs(out,exist_ok=True)
d=json.load(open(p))
for c in d['cells']:
    if c['cell_type']!='code': continue
    print('=====',c['id'])
    for k,o in enumerate(c['outputs']):
        if 'text' in o: print('OUT:',o.get('name'),''.join(o['text'])[:1500])
        if o.get('output_type')=='error': print('ERR',o)
        dd=o.get('data',{})
        for t in ('image/png','image/gif'):
            if t in dd:
                f=f"{out}/{c['id']}-{k}.{t[-3:]}"; open(f,'wb').write(base64.b64decode(dd[t])); print('PIC',f)
        h=''.join(dd.get('text/html',''))
        if '<table' in h:
            for r in re.findall(r'<tr.*?</tr>',h,re.S): print('  |',' | '.join(html.unescape(re.sub('<.*?>','',x)).strip() for x in re.findall(r'<t[dh].*?</t[dh]>',r,re.S)))
        elif h: print('HTML',len(h),h[:100])
