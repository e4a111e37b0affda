use roentgen_kernels::matmul::*;
use roentgen_runtime::*;
fn main() {
    let d = open(Selector::Auto).unwrap();
    println!("{} {:?}", d.info().name, d.info().plane);
    on_device!(&d, dev => { let tile=roentgen_kernels::tile::Tile::choose(dev); println!("{tile}");
    for [m,n,k] in [[512,512,512],[257,1152,384],[257,1536,384],[257,384,1536],[4*65,1152,384]] { let a=Tensor::filled(dev,&[m,k],0.5).unwrap(); let b=Tensor::filled(dev,&[n,k],0.5).unwrap();
     let t=std::time::Instant::now(); let o=matmul(&a,&b,Layout::Nt,&Epilogue::default()).unwrap(); dev.sync().unwrap(); println!("first {:?} {}",t.elapsed(), o.to_f32().unwrap()[0]);
     for _ in 0..3 { let (a,b)=(a.clone(),b.clone()); let (_,t,on)=dev.time(move || { for _ in 0..4 { matmul(&a,&b,Layout::Nt,&Epilogue::default())?; } Ok(()) }).unwrap(); println!("{m}x{n}x{k} {:.1} GFLOP/s {on}", 4.0*2.0*(m*n*k) as f64/t.as_secs_f64()/1e9); } }
    })
}
